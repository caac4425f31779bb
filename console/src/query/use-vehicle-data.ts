import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Query } from '../api/ask.ts';
import { useFace } from '../session/session.tsx';
import { keys } from './keys.ts';

/** The status with the origin of each group; kept up to date by the live stream. */
export function useStatus(key: string) {
  const face = useFace();
  return useQuery({
    queryKey: keys.of(key, 'status'),
    queryFn: ({ signal }) => face.statusWithOrigins(key, signal),
  });
}

export function useMaintenance(key: string) {
  const face = useFace();
  return useQuery({
    queryKey: keys.of(key, 'maintenance'),
    queryFn: ({ signal }) => face.maintenance(key, signal),
  });
}

/** A page of trips, oldest first. The live stream has it asked for again. */
export function useTrips(key: string, query: Query = {}) {
  const face = useFace();
  return useQuery({
    queryKey: keys.of(key, 'trips', query),
    queryFn: ({ signal }) => face.trips(key, query, signal),
    placeholderData: keepPreviousData,
  });
}

export function useTrip(key: string, tid: string) {
  const face = useFace();
  return useQuery({
    queryKey: keys.of(key, 'trip', tid),
    queryFn: ({ signal }) => face.trip(key, tid, signal),
  });
}

export function useWayPoints(key: string, tid: string) {
  const face = useFace();
  return useQuery({
    queryKey: keys.of(key, 'trip', tid, 'wayPoints'),
    queryFn: ({ signal }) => face.wayPoints(key, tid, signal),
  });
}

export function useTripTelemetry(key: string, tid: string) {
  const face = useFace();
  return useQuery({
    queryKey: keys.of(key, 'trip', tid, 'telemetry'),
    queryFn: ({ signal }) => face.tripTelemetry(key, tid, signal),
  });
}

/** Reports of a time; `timestamps` such as `2026-11-23T00:00:00Z/PT6H`. */
export function useTelemetry(key: string, query: Query) {
  const face = useFace();
  return useQuery({
    queryKey: keys.of(key, 'telemetry', query),
    queryFn: ({ signal }) => face.allTelemetry(key, query, { signal }),
    placeholderData: keepPreviousData,
  });
}

type Incidents = 'alerts' | 'alarms' | 'collisions';

/** A page of alerts, alarms or collisions. The live stream has it asked for again. */
export function useIncidents<Kind extends Incidents>(kind: Kind, key: string, query: Query = {}) {
  const face = useFace();
  return useQuery({
    queryKey: keys.of(key, kind, query),
    queryFn: ({ signal }) => face[kind](key, query, signal) as ReturnType<(typeof face)[Kind]>,
  });
}

/** Thefts; fleet owners alone have any. */
export function useStolen(key: string, query: Query = {}) {
  const face = useFace();
  return useQuery({
    queryKey: keys.of(key, 'stolen', query),
    queryFn: ({ signal }) => face.stolen(key, query, signal),
  });
}
