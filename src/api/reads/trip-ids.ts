import type { EpisodeRow } from '../../store/episodes/episodes.ts';
import { findTripsOf } from '../../store/episodes/trips.ts';
import type { ApiContext } from '../context.ts';
import type { Told } from './episodes.ts';

/** For each row the ids of the trips that it overlaps; undefined where nothing may be told of trips. */
export async function tripIdsOf(
  { database }: Pick<ApiContext, 'database'>,
  told: readonly Told<EpisodeRow<unknown>>[],
): Promise<(string[] | undefined)[]> {
  const seesTrips = told.map(({ vehicle }) => vehicle.visibility.kinds.has('trips'));
  const spans = told
    .filter((_, index) => seesTrips[index])
    .map(({ row: { vehicleId, startedAt: from, endedAt: to }, vehicle }) => ({
      vehicleId,
      from,
      to,
      includePrivate: vehicle.visibility.seesPrivate,
    }));
  const found = await findTripsOf(database, spans);
  return seesTrips.map((sees) => (sees ? found.shift() : undefined));
}
