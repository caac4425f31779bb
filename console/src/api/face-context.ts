import type { Ask } from './ask.ts';
import type { Brief } from './model.ts';

export type FaceKind = 'driver' | 'fleetOwner';

/** How a face says what both have. */
export type FacePaths = {
  kind: FaceKind;
  /** Path of a vehicle by its key. */
  vehicle(key: string): string;
  /** Path below which callbacks for remote actions are; `key` is that of a vehicle. */
  callbacks(key: string): string;
};

/** What there is to be asked: where, how, and of which fleets. */
export type FaceContext = FacePaths & { ask: Ask; fleets(): Promise<Brief[]> };

const separator = '.';

/** The key of a fleet owner's vehicle: the ids of the fleet and of the vehicle in it. */
export const keyOf = (fleet: string, vehicle: string) => `${fleet}${separator}${vehicle}`;

export function idsOf(key: string): { fleet: string; vehicle: string } {
  const [fleet = '', vehicle = ''] = key.split(separator);
  return { fleet, vehicle };
}
