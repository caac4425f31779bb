import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Monitor, Running } from '../../api/model.ts';
import { keys } from '../../query/keys.ts';
import { useFace } from '../../session/session.tsx';

/** All monitors of who is signed in that the console may read. */
export function useMonitors() {
  const face = useFace();
  return useQuery({
    queryKey: keys.monitors,
    queryFn: ({ signal }) => face.monitors(signal),
    refetchInterval: 30_000,
  });
}

/** Lets a monitor go on or rest, and deletes it. */
export function useMonitorChanges({ at }: Pick<Monitor, 'at'>, onDeleted?: () => void) {
  const face = useFace();
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: keys.monitors, exact: true });
  const status = useMutation({
    mutationFn: (next: Running) => face.setMonitorStatus(at, next),
    onSettled: again,
  });
  const remove = useMutation({
    mutationFn: () => face.deleteMonitor(at),
    onSuccess: async () => {
      client.setQueryData<Monitor[]>(keys.monitors, (all) => all?.filter((one) => one.at !== at));
      onDeleted?.();
      await again();
    },
  });
  return {
    setStatus: status.mutate,
    remove: () => remove.mutate(),
    isPending: status.isPending || remove.isPending,
    error: status.error ?? remove.error,
  };
}

const everyMs = 2000;

/** What a monitor raised, asked for again and again. */
export function useMonitorEvents(at: string) {
  const face = useFace();
  return useQuery({
    queryKey: keys.monitor(at, 'events'),
    queryFn: ({ signal }) => face.monitorEvents(at, signal),
    staleTime: 0,
    refetchInterval: everyMs,
  });
}
