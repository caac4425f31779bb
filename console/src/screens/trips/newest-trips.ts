import type { Query } from '../../api/ask.ts';
import type { Face } from '../../api/face.ts';
import { allPages } from '../../api/lists.ts';
import { type Listed, pageOf, type Trip } from '../../api/model.ts';

/** A trip with the key of its vehicle. */
export type TripOf = Trip & { vehicleKey: string };
export type Newest = { total: number; trips: Trip[] };

/** The newest of a list of trips; the API has the oldest first. */
export async function newestTrips(
  { ask }: Pick<Face, 'ask'>,
  path: string,
  { query, most, signal }: { query: Query; most: number; signal: AbortSignal },
): Promise<Newest> {
  const { total } = pageOf<Trip>(await ask<Listed>(path, { query: { ...query, pageSize: 1 }, signal }));
  if (total === 0) return { total, trips: [] };
  const indexRange = `${Math.max(0, total - most)}-${total - 1}`;
  const trips = await allPages<Trip>(ask, path, {
    query: { ...query, indexRange, pageSize: 60 },
    most,
    signal,
  });
  return { total, trips: trips.reverse() };
}

/** Trips of several lists as one, the newest first, each once. */
export function merged(lists: readonly (readonly TripOf[])[], most: number): TripOf[] {
  const byId = new Map(lists.flat().map((trip) => [`${trip.vehicleKey} ${trip.id}`, trip]));
  return [...byId.values()]
    .sort((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt))
    .slice(0, most);
}
