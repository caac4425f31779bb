import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import { idsOf } from '../api/face-context.ts';
import { type LiveEvent, type LiveState, listenLive } from '../api/live.ts';
import type { Status } from '../api/model.ts';
import { useSession } from '../session/session.tsx';
import { keys } from './keys.ts';
import { createLiveStore, type LiveStore, type LiveVehicle } from './live-store.ts';
import { mergeStatus } from './merge-status.ts';
import { useVehicles } from './use-vehicles.ts';
import { whileSeen } from './while-seen.ts';

const Context = createContext<LiveStore | undefined>(undefined);

/** Listens to all vehicles of who is signed in, for as long as they are and look at the page; around the screens of drivers and fleets. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { who } = useSession();
  const client = useQueryClient();
  const [store] = useState(() => createLiveStore((call) => requestAnimationFrame(call)));
  const { data: vehicles } = useVehicles();
  useEffect(() => {
    if (vehicles) store.know(vehicles);
  }, [store, vehicles]);
  useEffect(() => {
    if (!who || who.role === 'administrator') return;
    return whileSeen(document, (signal, again) => {
      // The stream tells where things stand, but not which lists grew meanwhile.
      if (again) void client.invalidateQueries();
      void listenLive(who.live, {
        signal,
        onEvent(event) {
          store.take(event, Date.now());
          writeInto(client, store, event);
        },
        onState: store.setState,
      });
    });
  }, [who, store, client]);
  return <Context value={store}>{children}</Context>;
}

const listsOf: Partial<Record<LiveEvent['event'], string[]>> = {
  trip: ['trips'],
  alert: ['alerts'],
  alarm: ['alarms'],
  collision: ['collisions'],
  stolen: ['stolen'],
};

/** Brings what was asked for before up to date; what nobody asked for is left alone. */
function writeInto(client: QueryClient, store: LiveStore, event: LiveEvent): void {
  if (!('vehicle' in event)) return;
  const key = store.keyOf(event.vehicle);
  if (key === undefined) return;
  if (event.event === 'status' || event.event === 'position') {
    const change = event.event === 'status' ? event.status : { lastPosition: event.position };
    client.setQueryData<Status>(
      keys.of(key, 'status'),
      (before) => before && (mergeStatus(before, change) as Status),
    );
  }
  for (const list of listsOf[event.event] ?? []) {
    void client.invalidateQueries({ queryKey: keys.of(key, list) });
    askFleetSoon(client, keys.ofFleet(idsOf(key).fleet, list));
  }
}

const pauseMs = 1000;
const due = new Set<string>();

/** Many vehicles tell of themselves: the list of their fleet is asked for again once in a while. */
function askFleetSoon(client: QueryClient, queryKey: readonly string[]): void {
  const name = queryKey.join(' ');
  if (due.has(name) || client.getQueriesData({ queryKey }).length === 0) return;
  due.add(name);
  setTimeout(() => {
    due.delete(name);
    void client.invalidateQueries({ queryKey });
  }, pauseMs);
}

export function useLiveStore(): LiveStore {
  const store = use(Context);
  if (!store) throw new Error('no LiveProvider around');
  return store;
}

/** What the stream has told of one vehicle; renders again when that changes. */
export function useLiveVehicle(key: string): LiveVehicle | undefined {
  const store = useLiveStore();
  return useSyncExternalStore(store.subscribe, () => store.vehicles.get(key));
}

export function useLiveState(): LiveState {
  const store = useLiveStore();
  return useSyncExternalStore(store.subscribe, () => store.state);
}
