import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Happening, makeHappen, readHappenings } from '../../api/demo.ts';
import type { Vehicle } from '../../api/model.ts';
import { problemOf } from '../../api/problem.ts';
import { keys } from '../../query/keys.ts';
import { useFace } from '../../session/session.tsx';

/** What can be made to happen, and to which vehicles. */
export function useHappenings() {
  return useQuery({
    queryKey: ['demo', 'happenings'],
    queryFn: ({ signal }) => readHappenings(signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: (count, error) => count < 20 && problemOf(error).status === 503,
    retryDelay: 2000,
  });
}

/** What came of a press. `why` is in the words of the simulator. */
export type Pressed = {
  id: number;
  at: number;
  vehicle: string;
  kind: string;
  outcome: 'sending' | 'accepted' | 'refused' | 'failed';
  why?: string;
};

const keptMost = 20;

/** Makes things happen, and remembers what came of it, the newest first. */
export function useMaking() {
  const [pressed, setPressed] = useState<Pressed[]>([]);
  const count = useRef(0);
  const { mutate } = useMutation({
    mutationFn: ({ vehicle, happening }: { id: number; vehicle: Vehicle; happening: Happening }) =>
      makeHappen(vehicle.vin, happening),
    onSuccess: (_answer, { id }) => note(id, { outcome: 'accepted' }),
    onError: (error, { id }) => {
      const { status, message } = problemOf(error);
      note(id, { outcome: status === 409 ? 'refused' : 'failed', why: message });
    },
  });
  function note(id: number, change: Partial<Pressed>) {
    setPressed((before) => before.map((one) => (one.id === id ? { ...one, ...change } : one)));
  }
  function make(vehicle: Vehicle, happening: Happening) {
    count.current += 1;
    const id = count.current;
    const one: Pressed = {
      id,
      at: Date.now(),
      vehicle: vehicle.key,
      kind: happening.kind,
      outcome: 'sending',
    };
    setPressed((before) => [one, ...before].slice(0, keptMost));
    mutate({ id, vehicle, happening });
  }
  return { pressed, make };
}

const pollMs = 3000;

/**
 * A vehicle with its connection, asked for now and then: the stream does not tell of lines that go away. When what is
 * withheld changes, all of the vehicle is asked for again.
 */
export function useWatchedVehicle(key: string) {
  const face = useFace();
  const client = useQueryClient();
  const vehicle = useQuery({
    queryKey: keys.of(key, 'watched'),
    queryFn: ({ signal }) => face.vehicle(key, signal),
    refetchInterval: pollMs,
  });
  const withheld = vehicle.data && JSON.stringify(vehicle.data.connection?.withheld ?? {});
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (withheld === undefined || before.current === withheld) return;
    const isFirst = before.current === undefined;
    before.current = withheld;
    if (!isFirst) void client.resetQueries({ queryKey: keys.of(key, 'status') });
    if (!isFirst) void client.invalidateQueries({ queryKey: keys.vehicle(key) });
  }, [withheld, client, key]);
  return vehicle.data;
}
