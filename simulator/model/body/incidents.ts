import type { Random } from '../random.ts';
import { isDriving, type Vehicle } from '../vehicle.ts';
import { brokenInto, isArmed } from './break-ins.ts';
import { collided } from './collisions.ts';
import { stolen, theftAfter } from './theft.ts';

/** What may befall a vehicle: mean hours between two of a kind; never when absent. */
export type Chances = {
  /** Of driving. */
  readonly hoursPerCollision?: number | undefined;
  /** Of standing locked. */
  readonly hoursPerBreakIn?: number | undefined;
  /** Of standing locked. */
  readonly hoursPerTheft?: number | undefined;
};

/** The vehicle after `seconds` in which something may have befallen it. `at`: their end, epoch milliseconds. */
export function befallen(
  vehicle: Vehicle,
  { at, seconds, random }: { at: number; seconds: number; random: Random },
): Vehicle {
  const { hoursPerCollision, hoursPerBreakIn, hoursPerTheft } = vehicle.habits.chances;
  const happens = (hours: number | undefined) => hours !== undefined && random() < seconds / (hours * 3600);
  const theft = theftAfter(vehicle, seconds);
  const now = theft === vehicle.theft ? vehicle : { ...vehicle, theft };
  if (isDriving(now)) return happens(hoursPerCollision) ? collided(now, { at, random }) : now;
  if (!isArmed(now)) return now;
  if (happens(hoursPerBreakIn)) return brokenInto(now, { at, random });
  return happens(hoursPerTheft) ? stolen(now, { at, random }) : now;
}
