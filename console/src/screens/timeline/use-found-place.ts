import { useQuery } from '@tanstack/react-query';
import type { Position } from '../../api/model.ts';
import { keys } from '../../query/keys.ts';
import { useFace } from '../../session/session.tsx';
import { type Incident, type LngLat, lngLatOf, placeAt } from './incidents.ts';

/** Where a vehicle was on the trip of a collision, whose place the API does not tell. */
export function useFoundPlace({ vehicle, kind, trips, startedAt }: Incident) {
  const face = useFace();
  const trip = kind === 'collision' ? trips?.[0] : undefined;
  const way = useQuery({
    queryKey: keys.of(vehicle, 'trip', trip ?? '', 'wayPoints'),
    queryFn: ({ signal }) => face.wayPoints(vehicle, trip ?? '', signal),
    enabled: trip !== undefined,
  });
  return { place: placeAt(way.data ?? [], startedAt), isLooking: way.isFetching };
}

/** The way of a vehicle while it was stolen, of the one that is looked at. */
export function useStolenWay(incident: Incident | undefined): LngLat[] | undefined {
  const face = useFace();
  const { vehicle = '', id = '', kind, isOpen } = incident ?? {};
  const { data } = useQuery({
    queryKey: keys.of(vehicle, 'stolenWay', id),
    queryFn: ({ signal }) => face.stolenWay(vehicle, id, signal),
    enabled: kind === 'stolen',
    refetchInterval: isOpen ? 5000 : false,
    select: wayOf,
  });
  return data;
}

const wayOf = (points: readonly Position[]) =>
  points.flatMap((point) => {
    const place = lngLatOf(point);
    return place ? [place] : [];
  });
