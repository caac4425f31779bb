import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Face } from '../../api/face.ts';
import { labelOf, ownLabel } from '../../api/face-remotes.ts';
import type { Remote, RemoteAction } from '../../api/model.ts';
import { keys } from '../../query/keys.ts';
import { useFace } from '../../session/session.tsx';
import { isDone, lookAgainMs, type Seen, seeing } from './life-cycle.ts';

/** Names an action: its callback and its id. */
export type ActionAt = { cbid: string; rid: string };
export type Past = ActionAt & { action: RemoteAction; through: string | undefined };

/** The API tells no time of an action, so the console writes the one at which it asked into the label. */
export function askedAt({ remote: { label } }: RemoteAction): number | undefined {
  return label !== undefined && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(label) ? Date.parse(label) : undefined;
}

/** Everything that was asked of a vehicle through any callback that may be read; the newest first. */
export function useHistory(key: string) {
  const face = useFace();
  return useQuery({
    queryKey: keys.of(key, 'remotes'),
    queryFn: ({ signal }) => readHistory(face, key, signal),
  });
}

async function readHistory(face: Face, key: string, signal: AbortSignal): Promise<Past[]> {
  const callbacks = await face.remoteCallbacks(key, signal);
  const lists = await Promise.all(
    callbacks.map(async (callback) => {
      const label = labelOf(callback);
      const through = label === ownLabel ? undefined : label;
      const actions = await face.remotes(key, callback.id, signal);
      return actions
        .map((action) => ({ action, cbid: callback.id, rid: action.remoteActionId, through }))
        .reverse();
    }),
  );
  return lists.flat().sort((one, other) => (askedAt(other.action) ?? 0) - (askedAt(one.action) ?? 0));
}

/** Asks a vehicle to do something; what was asked for here stays in sight until it is put away. */
export function useSend(key: string) {
  const face = useFace();
  const client = useQueryClient();
  const [sent, setSent] = useState<readonly ActionAt[]>([]);
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: async (body: Remote): Promise<ActionAt> => {
      const label = new Date().toISOString();
      const cbid = await client.ensureQueryData({
        queryKey: keys.of(key, 'consoleCallback'),
        queryFn: () => face.consoleCallback(key),
        staleTime: 60_000,
      });
      const { remoteActionId: rid } = await face.sendRemote(key, cbid, {
        body: { ...body, label },
        idempotencyKey: newKey(),
      });
      return { cbid, rid };
    },
    onSuccess: (at) => setSent((before) => [at, ...before]),
    // The callback may have been deleted in the meantime: the next press makes another.
    onError: () => client.removeQueries({ queryKey: keys.of(key, 'consoleCallback') }),
  });
  const dismiss = ({ rid }: ActionAt) => setSent((before) => before.filter((one) => one.rid !== rid));
  return { send: (body: Remote) => mutate(body), sent, dismiss, error, isSending: isPending, forget: reset };
}

/** 128 bits; `randomUUID` is not there on pages without TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

type Followed = { action: RemoteAction; seen: readonly Seen[]; since: number };

/** An action as it goes on, with what was seen of it on the way. */
export function useAction(key: string, { cbid, rid }: ActionAt) {
  const face = useFace();
  const client = useQueryClient();
  const queryKey = keys.of(key, 'remote', rid);
  return useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<Followed> => {
      const action = await face.remote(key, { cbid, rid }, signal);
      const before = client.getQueryData<Followed>(queryKey);
      const now = Date.now();
      if (isDone(action.status)) void client.invalidateQueries({ queryKey: keys.of(key, 'remotes') });
      return { action, seen: seeing(before?.seen ?? [], action.status, now), since: before?.since ?? now };
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state: { data } }) => {
      if (!data) return lookAgainMs(0);
      return isDone(data.action.status) ? false : lookAgainMs(Date.now() - data.since);
    },
  });
}
