import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../../query/keys.ts';
import { useLiveVehicle } from '../../query/live-provider.tsx';
import { useFace } from '../../session/session.tsx';
import { placesOf, placesOfReports } from './way.ts';

/** How often a trip under way is asked for again. */
const everyMs = 10_000;

/** A trip, asked for again while it is under way; as the live stream told it where it cannot be asked for yet. */
export function useTripGoingOn(vehicle: string, id: string) {
  const face = useFace();
  const live = useLiveVehicle(vehicle)?.trip;
  const asked = useQuery({
    queryKey: keys.of(vehicle, 'trip', id),
    queryFn: ({ signal }) => face.trip(vehicle, id, signal),
    refetchInterval: ({ state }) => (state.data && !state.data.done ? everyMs : false),
  });
  return live?.id === id && asked.data === undefined ? { ...asked, data: live } : asked;
}

/**
 * What was told on it, report by report, each with its place; the way by itself is asked for where the reports have no
 * places, because it comes in small pages. Asked for again while the trip is under way.
 */
export function useTripHistory(vehicle: string, id: string, isDone: boolean) {
  const face = useFace();
  const refetchInterval = isDone ? (false as const) : everyMs;
  const telemetry = useQuery({
    queryKey: keys.of(vehicle, 'trip', id, 'telemetry'),
    queryFn: ({ signal }) => face.tripTelemetry(vehicle, id, signal),
    refetchInterval,
  });
  const found = useMemo(() => placesOfReports(telemetry.data ?? []), [telemetry.data]);
  const needsWay = !telemetry.isPending && found.length === 0;
  const way = useQuery({
    queryKey: keys.of(vehicle, 'trip', id, 'wayPoints'),
    queryFn: ({ signal }) => face.wayPoints(vehicle, id, signal),
    refetchInterval,
    enabled: needsWay,
  });
  const asked = useMemo(() => placesOf(way.data ?? []), [way.data]);
  return {
    telemetry,
    places: needsWay ? asked : found,
    isPending: telemetry.isPending || (needsWay && way.isPending),
  };
}

/** Alerts and collisions on it. */
export function useTripIncidents(vehicle: string, id: string) {
  const face = useFace();
  const alerts = useQuery({
    queryKey: keys.of(vehicle, 'trip', id, 'alerts'),
    queryFn: ({ signal }) => face.tripAlerts(vehicle, id, signal),
  });
  const collisions = useQuery({
    queryKey: keys.of(vehicle, 'trip', id, 'collisions'),
    queryFn: ({ signal }) => face.tripCollisions(vehicle, id, signal),
  });
  return { alerts, collisions };
}
