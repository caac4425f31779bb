import { sql } from 'kysely';
import type { EventValue } from '../../model/notification.ts';
import { int8Array, textArray } from '../binary.ts';
import type { Database } from '../database.ts';
import { inOrder, type Slice, sliced } from '../slice.ts';
import type { Transaction } from '../writer.ts';
import { multirange, time, type Window } from './time-windows.ts';

/** How long what monitors raised, and what was sent of it, is kept. */
export const eventsKeptMs = 30 * 86_400_000;

/** What a monitor raised about a vehicle. */
export type MonitorEventRow = {
  id: string;
  /** Epoch milliseconds. */
  at: number;
  refresh: boolean;
  values: EventValue[];
  vin: string;
  /** On a fleet: the vehicle's id there. */
  vid: string | null;
};

export type MonitorEventFilter = {
  monitorId: number;
  /** On a fleet: only vehicles that are in it now. */
  fleetId?: number | undefined;
  windows?: readonly Window[] | undefined;
};

function matching({ monitorId, fleetId, windows }: MonitorEventFilter) {
  const members =
    fleetId === undefined
      ? sql`left join fleet_vehicles f on false`
      : sql`join fleet_vehicles f on f.vehicle_id = e.vehicle_id and f.fleet_id = ${fleetId}`;
  const within = windows ? sql`and e.at <@ ${multirange(windows)}` : sql``;
  return sql`monitor_events e join vehicles v on v.id = e.vehicle_id ${members}
    where e.monitor_id = ${monitorId} ${within}`;
}

/** One page, the newest first. Keys: time and number. */
export async function listMonitorEvents(
  { query }: Database,
  filter: MonitorEventFilter,
  slice: Slice,
): Promise<MonitorEventRow[]> {
  const { beyond, rest } = sliced(slice, {
    columns: [sql`e.at`, sql`e.id`],
    values: ([at, id]) => [time(at), sql`${id}::bigint`],
    isNewestFirst: true,
  });
  const { rows } = await sql<MonitorEventRow>`
    select e.id::text as id, (extract(epoch from e.at) * 1000)::bigint as at, e.refresh, e.values::json as values,
      v.vin, f.public_id as vid
    from ${matching(filter)} ${beyond} ${rest}`.execute(query);
  return inOrder(slice, rows);
}

export async function countMonitorEvents({ query }: Database, filter: MonitorEventFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${matching(filter)}`.execute(
    query,
  );
  return rows[0]?.count ?? 0;
}

/** `at`: epoch milliseconds. */
export type NewMonitorEvent = {
  monitorId: number;
  vehicleId: number;
  at: number;
  refresh: boolean;
  values: readonly EventValue[];
};

export async function saveMonitorEvents(
  transaction: Transaction,
  rows: readonly NewMonitorEvent[],
): Promise<void> {
  await transaction.query(
    `insert into monitor_events (monitor_id, vehicle_id, at, refresh, values)
     select m, v, to_timestamp(a / 1000.0), r = 1, t
       from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[]) n (m, v, a, r, t)`,
    [
      int8Array(rows.map(({ monitorId }) => monitorId)),
      int8Array(rows.map(({ vehicleId }) => vehicleId)),
      int8Array(rows.map(({ at }) => Math.trunc(at))),
      int8Array(rows.map(({ refresh }) => (refresh ? 1 : 0))),
      textArray(rows.map(({ values }) => JSON.stringify(values))),
    ],
  );
}
