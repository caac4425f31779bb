import type { CommandBody } from '../../vehicle-client/body.ts';
import type { Answer } from '../../vehicle-client/command.ts';
import type { Random } from '../random.ts';
import type { Vehicle } from '../vehicle.ts';
import type { Told } from './told.ts';

export type Circumstances = {
  /** Epoch milliseconds. */
  at: number;
  random: Random;
  /** How long a command keeps it awake, in seconds of its own. */
  awakeSeconds: number;
};

/** What became of an order. `note`: what somebody beside the vehicle would notice. */
export type Obeyed = { vehicle: Vehicle; answer: Answer; note?: string };

/** How one kind of order is done, or refused by the state of the vehicle. Pure but for random numbers. */
export type Rule<Key extends keyof CommandBody> = (
  vehicle: Vehicle,
  order: NonNullable<CommandBody[Key]>,
  circumstances: Circumstances,
) => Obeyed;

export function refused(vehicle: Vehicle, failureCause: string): Obeyed {
  return { vehicle, answer: { status: 'Failed', failureCause } };
}

export function alreadyDone(vehicle: Vehicle): Obeyed {
  return { vehicle, answer: { status: 'AlreadyDone' } };
}

export function done(vehicle: Vehicle, note: string): Obeyed {
  return { vehicle, answer: { status: 'Success' }, note };
}

export function withTold(vehicle: Vehicle, told: Partial<Told>): Vehicle {
  return { ...vehicle, told: { ...vehicle.told, ...told } };
}

/** Nobody sits in it. */
export function isLeft({ phase }: Vehicle): boolean {
  return phase.name === 'Parked' || phase.name === 'Asleep';
}

export function isStolen({ theft }: Vehicle): boolean {
  return theft?.isStolen === true;
}
