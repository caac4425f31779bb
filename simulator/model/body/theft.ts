import { board } from '../phases.ts';
import { between, type Random } from '../random.ts';
import type { Vehicle } from '../vehicle.ts';
import { isArmed } from './break-ins.ts';

/** Whether the vehicle counts as stolen, and for how long it still will. */
export type Theft = { readonly isStolen: boolean; readonly secondsLeft: number };

/** Reported stolen in the moment in which somebody starts it without a key; it is driven off at once. */
export function stolen(vehicle: Vehicle, { at, random }: { at: number; random: Random }): Vehicle {
  const taken = board(vehicle, random);
  return {
    ...taken,
    privacy: 'None',
    trigger: { type: 'UnauthenticatedStartup', at },
    theft: { isStolen: true, secondsLeft: between(random, [1800, 5400]) },
  };
}

/** The same `seconds` later: it is found once it has been left somewhere. */
export function theftAfter(vehicle: Vehicle, seconds: number): Theft | undefined {
  const { theft } = vehicle;
  if (!theft?.isStolen) return theft;
  const secondsLeft = Math.max(0, theft.secondsLeft - seconds);
  return { isStolen: secondsLeft > 0 || !isArmed(vehicle), secondsLeft };
}
