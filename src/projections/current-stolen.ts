import type { Stolen } from '../model/episodes.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import { episodeStatesOf } from './current-trip.ts';
import { episodeId } from './episode.ts';
import type { StolenState } from './stolen.ts';

/** The stolen episode that lasts, in the form of a row; undefined where the vehicle is not stolen. */
export function currentStolen(
  vehicleId: number,
  state: VehicleState,
): { id: string; body: Stolen } | undefined {
  const { open } = (episodeStatesOf(state).stolen ?? {}) as StolenState;
  if (!open) return undefined;
  const id = episodeId(vehicleId, 'stolen', open.startedAt);
  return { id, body: { state: true, ...open } };
}
