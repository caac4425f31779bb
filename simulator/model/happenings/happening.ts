import { keptAwake } from '../remote/awake.ts';
import type { Privacy, Vehicle } from '../vehicle.ts';
import type { Place } from '../world/sphere.ts';

/** A thing that somebody makes happen to a vehicle, with what belongs to it. */
export type Happening = {
  readonly kind: string;
  readonly door?: string | undefined;
  readonly severity?: string | undefined;
  /** Of a warning lamp, in the words of the Web API. */
  readonly type?: string | undefined;
  readonly position?: Place | undefined;
  readonly mode?: Privacy | undefined;
};

/** The vehicle after it; or why that cannot happen to it now, to be read after its name: "it drives". */
export type Happened = { readonly vehicle: Vehicle } | { readonly refused: string };

/** What a happening makes of a vehicle. Pure but for random numbers. `at`: epoch milliseconds. */
export type Happen = (
  vehicle: Vehicle,
  happening: Happening,
  moment: { at: number; random: () => number },
) => Happened;

/** So long it stands at least after it was parked or plugged in on purpose: time to look, and to send a command. */
export const stayedSeconds = 900;

/** Stands, and stays so for a while. */
export function staying(vehicle: Vehicle): Vehicle {
  const { phase } = vehicle;
  if (phase.name !== 'Parked' && phase.name !== 'Asleep') return vehicle;
  const standSeconds = Math.max(vehicle.standSeconds, stayedSeconds);
  return keptAwake({ ...vehicle, standSeconds }, stayedSeconds);
}
