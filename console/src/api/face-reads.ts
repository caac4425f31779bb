import type { Query } from './ask.ts';
import type { FaceContext } from './face-context.ts';
import { allPages, listVehicles, withExtensions } from './lists.ts';
import {
  type Alarm,
  type Alert,
  type Collision,
  type Listed,
  type Maintenance,
  type Page,
  type Position,
  type Provenance,
  pageOf,
  type Status,
  type Stolen,
  type Telemetry,
  type User,
  type Vehicle,
} from './model.ts';

/** Filters and paging of a list: `timestamps`, `pageSize`, `indexRange`, … */
export type Filters = Query;
type Signal = AbortSignal | undefined;

/** What is read, of both faces. */
export function readCalls(context: FaceContext) {
  const { ask, vehicle, kind } = context;
  const one = <Answer>(key: string, resource: string, signal?: Signal) =>
    ask<Answer>(`${vehicle(key)}${resource}`, { signal });
  const page = async <Item>(path: string, query?: Filters, signal?: Signal): Promise<Page<Item>> =>
    pageOf<Item>(await ask<Listed>(path, { query, signal }));
  const listOf =
    <Item>(resource: string) =>
    (key: string, query?: Filters, signal?: Signal) =>
      page<Item>(`${vehicle(key)}/${resource}`, query, signal);
  return {
    user: (signal?: Signal) => (kind === 'driver' ? ask<User>('/user', { signal }) : undefined),
    /** All vehicles of who is signed in, with connection and capabilities. */
    vehicles: (signal?: Signal): Promise<Vehicle[]> => listVehicles(context, signal),
    vehicle: async (key: string, signal?: Signal): Promise<Vehicle> => {
      const query = { extension: ['onboardCapabilities', 'branding', 'pictures', 'connection'] };
      const found = await ask<Omit<Vehicle, 'key'>>(vehicle(key), { query, signal });
      return withExtensions({ ...found, key } as Vehicle);
    },
    status: (key: string, signal?: Signal) => one<Status>(key, '/status', signal),
    /** The status with the origin of each group. */
    statusWithOrigins: (key: string, signal?: Signal) =>
      ask<Status & { _embedded?: { extension?: { provenance?: Provenance } } }>(`${vehicle(key)}/status`, {
        query: { extension: ['provenance'] },
        signal,
      }),
    maintenance: (key: string, signal?: Signal) => one<Maintenance>(key, '/maintenance', signal),
    lastPosition: (key: string, signal?: Signal) => one<Position>(key, '/lastPosition', signal),
    telemetry: listOf<Telemetry>('telemetry'),
    /** Every report that matches, at most `most`. */
    allTelemetry: (
      key: string,
      query: Filters,
      { most = 20_000, signal }: { most?: number; signal?: Signal } = {},
    ) =>
      allPages<Telemetry>(ask, `${vehicle(key)}/telemetry`, {
        query: { pageSize: 2000, ...query },
        most,
        signal,
      }),
    /** A file of a history: CSV, GPX or GeoJSON; `resource` such as `trips/{tid}` or `telemetry`. */
    file: async (key: string, resource: string, query: Query & { format: string }) =>
      (await ask.raw(`${vehicle(key)}/${resource}`, { query })).blob(),
    alerts: listOf<Alert>('alerts'),
    alarms: listOf<Alarm>('alarms'),
    collisions: listOf<Collision>('collisions'),
    /** Fleet owners alone; nothing for drivers. */
    stolen: (key: string, query?: Filters, signal?: Signal) =>
      kind === 'fleetOwner'
        ? page<Stolen>(`${vehicle(key)}/stolen`, query, signal)
        : Promise.resolve<Page<Stolen>>({ items: [], total: 0, totalPage: 0, currentPage: 1 }),
    stolenWay: (key: string, sid: string, signal?: Signal) =>
      allPages<Position>(ask, `${vehicle(key)}/stolen/${encodeURIComponent(sid)}/waypoints`, {
        most: 50_000,
        signal,
      }),
    /** The next or previous page of any list, by its link. */
    follow: <Item>(link: string, signal?: Signal) => page<Item>(link, {}, signal),
  };
}
