import { useQuery } from '@tanstack/react-query';
import { keys } from '../../query/keys.ts';
import { useLiveVehicle } from '../../query/live-provider.tsx';
import { useFace } from '../../session/session.tsx';

/** How often a trip under way is asked for again. */
const everyMs = 10_000;

/** A trip; under way it goes on by the live stream, and ends when the server says so. */
export function useTripGoingOn(vehicle: string, id: string) {
  const face = useFace();
  const live = useLiveVehicle(vehicle)?.trip;
  const asked = useQuery({
    queryKey: keys.of(vehicle, 'trip', id),
    queryFn: ({ signal }) => face.trip(vehicle, id, signal),
    refetchInterval: ({ state }) => (state.data && !state.data.done ? everyMs : false),
  });
  const isNewer = live?.id === id && asked.data?.done !== true;
  return isNewer && live ? { ...asked, data: { ...asked.data, ...live } } : asked;
}

/** What was told on it, point by point and report by report; asked for again while it is under way. */
export function useTripHistory(vehicle: string, id: string, isDone: boolean) {
  const face = useFace();
  const refetchInterval = isDone ? (false as const) : everyMs;
  const way = useQuery({
    queryKey: keys.of(vehicle, 'trip', id, 'wayPoints'),
    queryFn: ({ signal }) => face.wayPoints(vehicle, id, signal),
    refetchInterval,
  });
  const telemetry = useQuery({
    queryKey: keys.of(vehicle, 'trip', id, 'telemetry'),
    queryFn: ({ signal }) => face.tripTelemetry(vehicle, id, {}, signal),
    refetchInterval,
  });
  return { way, telemetry };
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
