import type { Trip } from '../model/episodes.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import type { EpisodeStates } from './fold.ts';
import type { TripsState } from './trips/trip.ts';
import { currentTripOf } from './trips/trips.ts';

/** The parts of a vehicle's state that the fold of its episodes keeps there. */
export function episodeStatesOf({ projections }: VehicleState): EpisodeStates & { trips?: TripsState } {
  return projections as EpisodeStates & { trips?: TripsState };
}

/**
 * The trip that a vehicle is on, with its figures until now, in the form of a row's body: it is shown in the
 * place of the row of the same id, which tells its start and faults only. Undefined where there is none, or
 * where nothing was heard for so long that its row was closed.
 */
export function currentTrip(vehicleId: number, state: VehicleState): { id: string; body: Trip } | undefined {
  const { order, known = {}, trips } = episodeStatesOf(state);
  return order && trips && currentTripOf(vehicleId, trips, { at: order.at, known });
}
