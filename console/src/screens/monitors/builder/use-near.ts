import { useQuery } from '@tanstack/react-query';
import { useVehicles } from '../../../query/use-vehicles.ts';
import { useFace } from '../../../session/session.tsx';
import type { Point } from '../form/conditions.ts';
import type { Of } from './where.ts';

/** Where what is watched is now, for maps to begin there; no `near` where nobody may know. */
export function useNear(of: Of): { near: Point | undefined; isAsking: boolean } {
  const face = useFace();
  const vehicles = useVehicles().data ?? [];
  const key = 'vehicle' in of ? of.vehicle : vehicles.find(({ fleet }) => fleet?.id === of.fleet)?.key;
  const { data, isLoading: isAsking } = useQuery({
    queryKey: ['monitors', 'near', key],
    enabled: key !== undefined && key !== '',
    staleTime: Number.POSITIVE_INFINITY,
    // Of who hides their position, asking again brings the same: whoever waits for it would wait for ever.
    retry: false,
    retryOnMount: false,
    queryFn: ({ signal }) => face.lastPosition(key ?? '', signal),
  });
  const [longitude, latitude] = data?.geometry.coordinates ?? [];
  const isTold = longitude !== undefined && latitude !== undefined;
  return { near: isTold ? { longitude, latitude } : undefined, isAsking };
}
