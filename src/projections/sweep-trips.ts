import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import type { EpisodeStates } from './fold.ts';
import { ofView } from './shown.ts';
import type { TripsState } from './trips/trip.ts';
import { sweepTrip } from './trips/trips.ts';

/** Closes the rows of a trip under way, in both views; the same object where none is. */
export function sweepTrips(
  vehicleId: number,
  states: EpisodeStates,
): readonly [EpisodeStates, readonly EpisodeChange[]] {
  const { shown } = states;
  const [next, changes] = sweepView(vehicleId, states);
  if (!shown) return [next, changes];
  const [nextShown, excerpts] = sweepView(vehicleId, shown);
  if (next === states && nextShown === shown) return [states, changes];
  return [{ ...next, shown: nextShown }, [...ofView('whole', changes), ...ofView('excerpt', excerpts)]];
}

function sweepView<States extends EpisodeStates>(
  vehicleId: number,
  states: States,
): readonly [States, readonly EpisodeChange[]] {
  const { order, known = {} } = states;
  const trips = states.trips as TripsState | undefined;
  if (!order || !trips) return [states, []];
  const [swept, changes] = sweepTrip(vehicleId, trips, { at: order.at, known });
  return swept === trips ? [states, changes] : [{ ...states, trips: swept }, changes];
}
