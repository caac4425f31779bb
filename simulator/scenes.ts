import { brokenInto, isArmed } from './model/body/break-ins.ts';
import { collided } from './model/body/collisions.ts';
import { stolen } from './model/body/theft.ts';
import type { Random } from './model/random.ts';
import type { Vehicle } from './model/vehicle.ts';

/** What can be put into the past of a vehicle on purpose, so that there is one of it for certain. */
export const scenes = ['Collision', 'SevereCollision', 'BreakIn', 'Theft'] as const;
export type Scene = (typeof scenes)[number];

type Play = (vehicle: Vehicle, moment: { at: number; random: Random }) => Vehicle | undefined;

/** Fast enough to be noticed, m/s. */
const collisionMps = 11;

/** What each makes of the vehicle; nothing while it is not in the state for it. */
const plays: Record<Scene, Play> = {
  Collision: (vehicle, moment) =>
    vehicle.speedMps > collisionMps ? collided(vehicle, { ...moment, severity: 'Minor' }) : undefined,
  SevereCollision: (vehicle, moment) =>
    vehicle.speedMps > collisionMps ? collided(vehicle, { ...moment, severity: 'Major' }) : undefined,
  BreakIn: (vehicle, moment) => (isArmed(vehicle) ? brokenInto(vehicle, moment) : undefined),
  Theft: (vehicle, moment) => (isArmed(vehicle) ? stolen(vehicle, moment) : undefined),
};

/**
 * Plays the scenes in their order, spread evenly over the time from `from` to `until` (epoch milliseconds),
 * each at the first moment from its due time on at which the vehicle is in the state for it.
 */
export function createStage(list: readonly Scene[], { from, until }: { from: number; until: number }) {
  let next = 0;
  return (vehicle: Vehicle, moment: { at: number; random: Random }): Vehicle => {
    const scene = list[next];
    const dueAt = from + ((until - from) * (next + 1)) / (list.length + 1);
    if (scene === undefined || moment.at < dueAt) return vehicle;
    const played = plays[scene](vehicle, moment);
    if (played) next += 1;
    return played ?? vehicle;
  };
}
