import { createActor, type Settings } from './actor.ts';
import type { VehicleConfig } from './config.ts';
import type { Outgoing } from './generations/encoder.ts';
import type { Vehicle } from './model/vehicle.ts';

export type Rehearsed = Outgoing & {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The state that the message was made from. */
  readonly vehicle: Vehicle;
};

/**
 * What a vehicle would send from `from` (epoch milliseconds) on for so many seconds, one step a second,
 * without a network and at once; before that its history, if it has one, with `from` as the time of all of it.
 * With `settings.seed` it is the same every time.
 */
export function* rehearse(
  config: VehicleConfig,
  settings: Settings,
  { from, seconds }: { from: number; seconds: number },
): Generator<Rehearsed> {
  const actor = createActor(config, settings, { index: 0, fleetSize: 1, at: from });
  for (const message of actor.past(() => from)) yield { ...message, at: from, vehicle: actor.vehicle() };
  for (let second = 0; second <= seconds; second += 1) {
    const at = from + second * 1000;
    for (const message of actor.live(at)) yield { ...message, at, vehicle: actor.vehicle() };
  }
}
