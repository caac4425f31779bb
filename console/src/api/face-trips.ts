import type { Query } from './ask.ts';
import type { FaceContext } from './face-context.ts';
import { allPages } from './lists.ts';
import {
  type Alert,
  type Collision,
  type Listed,
  type Page,
  type Position,
  pageOf,
  type Telemetry,
  type Trip,
} from './model.ts';

type Signal = AbortSignal | undefined;

/** Trips, and what is below one. */
export function tripCalls({ ask, vehicle }: FaceContext) {
  const trip = (key: string, tid: string) => `${vehicle(key)}/trips/${encodeURIComponent(tid)}`;
  const page = async <Item>(path: string, query?: Query, signal?: Signal): Promise<Page<Item>> =>
    pageOf<Item>(await ask<Listed>(path, { query, signal }));
  return {
    /** Oldest first. */
    trips: (key: string, query?: Query, signal?: Signal) =>
      page<Trip>(`${vehicle(key)}/trips`, query, signal),
    trip: (key: string, tid: string, signal?: Signal) => ask<Trip>(trip(key, tid), { signal }),
    /** Every way point of a trip. */
    wayPoints: (key: string, tid: string, signal?: Signal) =>
      allPages<Position>(ask, `${trip(key, tid)}/wayPoints`, { most: 50_000, signal }),
    /** Every report of a trip, with its position where that may be seen. */
    tripTelemetry: (key: string, tid: string, signal?: Signal) =>
      allPages<Telemetry>(ask, `${trip(key, tid)}/telemetry`, {
        query: { pageSize: 2000, extension: 'location' },
        most: 50_000,
        signal,
      }),
    tripAlerts: (key: string, tid: string, signal?: Signal) =>
      page<Alert>(`${trip(key, tid)}/alerts`, {}, signal),
    tripCollisions: (key: string, tid: string, signal?: Signal) =>
      page<Collision>(`${trip(key, tid)}/collisions`, {}, signal),
  };
}
