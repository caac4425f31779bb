import { keepPreviousData, type UseQueryResult, useQueries } from '@tanstack/react-query';
import type { Query } from '../../api/ask.ts';
import type { Trip, Vehicle } from '../../api/model.ts';
import { keys } from '../../query/keys.ts';
import { useFace } from '../../session/session.tsx';
import { merged, newestTrips, type TripOf } from './newest-trips.ts';

/** Of so many vehicles at most a driver's trips are put together. */
const vehiclesMost = 20;

type Source = { queryKey: readonly unknown[]; path: string; keyOf(trip: Trip): string };
type Found = { trips: TripOf[]; total: number };
/** As of one query, so that `Answer` shows its state. */
type Answered = Pick<UseQueryResult<Found>, 'data' | 'error' | 'isPending' | 'refetch'>;
type Wanted = { vehicles: readonly Vehicle[]; only: string | undefined; query: Query; most: number };

/** Trips of one vehicle (`only`) or of all, the newest first. */
export function useTripList({ vehicles, only, query, most }: Wanted): Answered {
  const face = useFace();
  const sources = sourcesOf(face, vehicles, only);
  return useQueries({
    queries: sources.map(({ queryKey, path }) => ({
      queryKey: [...queryKey, 'newest', query, most],
      queryFn: ({ signal }: { signal: AbortSignal }) => newestTrips(face, path, { query, most, signal }),
      placeholderData: keepPreviousData,
      refetchInterval: 30_000,
    })),
    combine: (answers) => {
      const failed = answers.find(({ error, data }) => error && !data);
      const lists = answers.map(({ data }, index) =>
        (data?.trips ?? []).map(
          (trip): TripOf => ({ ...trip, vehicleKey: sources[index]?.keyOf(trip) ?? '' }),
        ),
      );
      const isPending = !failed && answers.some((one) => one.isPending);
      const found = {
        trips: merged(lists, most),
        total: answers.reduce((sum, { data }) => sum + (data?.total ?? 0), 0),
      };
      return {
        data: isPending || failed ? undefined : found,
        error: failed?.error ?? null,
        isPending,
        refetch: () => Promise.all(answers.map((one) => one.refetch())),
      } as unknown as Answered;
    },
  });
}

/** A fleet is asked as a whole; a driver's vehicles one by one. */
function sourcesOf(
  { kind, addressOf }: ReturnType<typeof useFace>,
  vehicles: readonly Vehicle[],
  only: string | undefined,
): Source[] {
  const ofVehicle = (key: string): Source => ({
    queryKey: keys.of(key, 'trips'),
    path: addressOf(key, 'trips'),
    keyOf: () => key,
  });
  if (only !== undefined) return [ofVehicle(only)];
  if (kind === 'driver') return vehicles.slice(0, vehiclesMost).map(({ key }) => ofVehicle(key));
  const byVin = new Map(vehicles.map(({ vin, key }) => [vin, key]));
  const fleets = [...new Set(vehicles.flatMap(({ fleet }) => (fleet ? [fleet.id] : [])))];
  return fleets.map((id) => ({
    queryKey: [...keys.fleets, id, 'trips'],
    path: `/fleets/${encodeURIComponent(id)}/trips`,
    keyOf: ({ vin }) => byVin.get(vin ?? '') ?? '',
  }));
}
