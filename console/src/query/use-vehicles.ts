import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Vehicle } from '../api/model.ts';
import { useFace } from '../session/session.tsx';
import { keys } from './keys.ts';

/** So many are four pages of a list. */
const fewVehicles = 240;

/** All vehicles of who is signed in. */
export function useVehicles() {
  const face = useFace();
  return useQuery({
    queryKey: keys.vehicles,
    queryFn: ({ signal }) => face.vehicles(signal),
    staleTime: 15_000,
    // Whether they are online is told by nothing else; many are asked for less often.
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) <= fewVehicles ? 15_000 : 60_000),
  });
}

/** One vehicle, at once where the list has it. */
export function useVehicle(key: string) {
  const face = useFace();
  const client = useQueryClient();
  return useQuery({
    queryKey: keys.vehicle(key),
    queryFn: ({ signal }) => face.vehicle(key, signal),
    staleTime: 15_000,
    // Whether it is online is told by nothing else.
    refetchInterval: 15_000,
    placeholderData: () => client.getQueryData<Vehicle[]>(keys.vehicles)?.find((one) => one.key === key),
  });
}

export function useFleets() {
  const face = useFace();
  return useQuery({ queryKey: keys.fleets, queryFn: face.fleets, staleTime: 60_000 });
}
