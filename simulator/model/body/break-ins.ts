import { pick, type Random } from '../random.ts';
import type { Vehicle } from '../vehicle.ts';

/** What the alarm noticed, in the Web API's words, and when (epoch milliseconds). */
export type Trigger = { readonly type: BreakIn; readonly at: number };

const breakIns = [
  'FrontLeftDoorBreakIn',
  'FrontRightDoorBreakIn',
  'TrunkDoorBreakIn',
  'VolumetricBreakIn',
  'VolumetricBreakIn',
  'VehicleLifting',
  'HoodDoorBreakIn',
] as const;

export type BreakIn = (typeof breakIns)[number] | 'UnauthenticatedStartup';

/** The alarm is armed by locking, and disarmed by unlocking. */
export function isArmed({ phase, told }: Vehicle): boolean {
  return (phase.name === 'Parked' || phase.name === 'Asleep') && !told.isUnlocked;
}

/** Somebody tampers with the parked car; the alarm scares them away. */
export function brokenInto(vehicle: Vehicle, { at, random }: { at: number; random: Random }): Vehicle {
  return { ...vehicle, trigger: { type: pick(random, breakIns), at } };
}
