import { keepPreviousData, type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Query } from '../../api/ask.ts';
import type { Face } from '../../api/face.ts';
import type { Alarm, Alert, Collision, Stolen, Vehicle } from '../../api/model.ts';
import { type ProblemError, problemOf } from '../../api/problem.ts';
import { keys } from '../../query/keys.ts';
import { useFace } from '../../session/session.tsx';
import {
  fromAlarms,
  fromAlert,
  fromCollision,
  fromStolen,
  type Incident,
  type List,
  ordered,
} from './incidents.ts';
import { type Newest, newestOf } from './newest.ts';

/** So many vehicles are asked one by one at most: each has a list of its own. */
export const vehiclesMost = 20;

type Source = {
  list: List;
  queryKey: readonly unknown[];
  path: string;
  /** The vehicle that all of it is of; the list of a fleet has those of many. */
  vehicle?: string;
};

type Wanted = {
  vehicles: readonly Vehicle[];
  /** Whether the vehicles are all that there are: then fleets are asked as a whole. */
  isAll: boolean;
  lists: readonly List[];
  query: Query;
  /** Of each list, the newest. */
  most: number;
};

/** A list that was not told. `vehicle` is missing where it is that of a fleet. */
export type Refusal = { list: List; vehicle?: string | undefined; problem: ProblemError };

export type IncidentList = {
  incidents: Incident[];
  /** Whether there are more than were asked for. */
  hasMore: boolean;
  refusals: Refusal[];
  /** Nothing is there yet. */
  isPending: boolean;
  /** Some lists are not there yet. */
  isPartial: boolean;
  retry(): void;
};

/** What befell vehicles, of all lists as one: open ones first, then the newest. */
export function useIncidentList(wanted: Wanted): IncidentList {
  const face = useFace();
  const { query, most, vehicles } = wanted;
  const sources = sourcesOf(face, wanted);
  const byVin = useMemo(() => new Map(vehicles.map(({ vin, key }) => [vin, key])), [vehicles]);
  return useQueries({
    queries: sources.map(({ queryKey, path }) => ({
      queryKey: [...queryKey, 'newest', query, most],
      queryFn: ({ signal }: { signal: AbortSignal }) => newestOf(face, path, { query, most, signal }),
      placeholderData: keepPreviousData,
      refetchInterval: 30_000,
    })),
    combine: (answers) => combined(answers, sources, { byVin, isWhole: isWholeOf(query) }),
  });
}

/** Whether the time that is asked for reaches until now. */
const isWholeOf = ({ timestamps }: Query) => typeof timestamps !== 'string' || timestamps.endsWith('/');

/** `byVin`: keys of the vehicles. */
type Reading = { byVin: ReadonlyMap<string, string>; isWhole: boolean };

function combined(
  answers: readonly UseQueryResult<Newest>[],
  sources: readonly Source[],
  reading: Reading,
): IncidentList {
  const incidents: Incident[] = [];
  const refusals: Refusal[] = [];
  for (const [index, { data, error }] of answers.entries()) {
    const source = sources[index];
    if (!source) continue;
    if (data) incidents.push(...incidentsOf(source, data.items, reading));
    else if (error) refusals.push({ list: source.list, vehicle: source.vehicle, problem: problemOf(error) });
  }
  return {
    incidents: ordered(incidents),
    hasMore: answers.some(({ data }) => data !== undefined && data.total > data.items.length),
    refusals,
    isPending: answers.length > 0 && answers.every((one) => one.isPending),
    isPartial: answers.some((one) => one.isPending || one.isPlaceholderData),
    retry: () => {
      for (const one of answers) if (one.error) void one.refetch();
    },
  };
}

function incidentsOf({ list, vehicle }: Source, items: readonly unknown[], { byVin, isWhole }: Reading) {
  const keyOf = ({ vin }: { vin?: string }) => vehicle ?? byVin.get(vin ?? '') ?? '';
  switch (list) {
    case 'alerts':
      return (items as Alert[]).map((one) => fromAlert(one, keyOf(one)));
    case 'collisions':
      return (items as Collision[]).map((one) => fromCollision(one, keyOf(one)));
    case 'stolen':
      return (items as Stolen[]).map((one) => fromStolen(one, vehicle ?? ''));
    case 'alarms':
      return fromAlarms(items as Alarm[], vehicle ?? '', isWhole);
  }
}

const hasFleetList = (list: List) => list === 'alerts' || list === 'collisions';

/** Fleets have lists of alerts and collisions; all else is asked of each vehicle. */
function sourcesOf({ kind, addressOf }: Face, { vehicles, isAll, lists }: Wanted): Source[] {
  const fleets =
    kind === 'fleetOwner' && isAll
      ? [...new Set(vehicles.flatMap(({ fleet }) => (fleet ? [fleet.id] : [])))]
      : [];
  return lists.flatMap((list): Source[] => {
    if (fleets.length > 0 && hasFleetList(list))
      return fleets.map((id) => ({
        list,
        queryKey: keys.ofFleet(id, list),
        path: `/fleets/${encodeURIComponent(id)}/${list}`,
      }));
    return vehicles.slice(0, vehiclesMost).map(({ key }) => ({
      list,
      queryKey: keys.of(key, list),
      path: addressOf(key, list),
      vehicle: key,
    }));
  });
}
