import type { Report } from '../../model/report.ts';
import type { VehicleState } from '../../model/vehicle-state.ts';
import { int8Array, textArray } from '../binary.ts';
import type { Database } from '../database.ts';
import type { Transaction } from '../writer.ts';
import { type HistoryRow, historyColumns, reportOf } from './history.ts';

/** Whatever answers queries: a connection, or a pool. */
export type Source = { query<Row extends object>(text: string, values: unknown[]): Promise<Row[]> };

/** Reads beside what takes messages in. */
export function sourceOf({ pool }: Database): Source {
  return { query: async (text, values) => (await pool.query(text, values)).rows };
}

/** A state as it was written last, and the committed reports that it lacks, oldest first. */
export type KeptState = { state: VehicleState; unwritten: readonly Report[] };

const nothing: readonly Report[] = [];

/** The kept states of some vehicles; those without one are left out. */
export async function readStates(
  source: Source,
  vehicleIds: readonly number[],
): Promise<Map<number, KeptState>> {
  const rows = await source.query<{ vehicle_id: number; state: string; is_behind: boolean }>(
    `select s.vehicle_id, s.state, b.vehicle_id is not null as is_behind
       from vehicle_states s left join states_behind b on b.vehicle_id = s.vehicle_id
      where s.vehicle_id = any($1::bigint[])`,
    [int8Array(vehicleIds)],
  );
  const kept = new Map<number, KeptState>();
  const behind = new Map<number, VehicleState>();
  for (const { vehicle_id, state: text, is_behind } of rows) {
    const state = JSON.parse(text) as VehicleState;
    kept.set(vehicle_id, { state, unwritten: nothing });
    if (is_behind) behind.set(vehicle_id, state);
  }
  if (behind.size > 0)
    for (const [vehicleId, unwritten] of await readUnwritten(source, behind))
      kept.set(vehicleId, { state: behind.get(vehicleId) as VehicleState, unwritten });
  return kept;
}

/** Only reports after the last one in order are left unwritten. */
async function readUnwritten(
  source: Source,
  states: ReadonlyMap<number, VehicleState>,
): Promise<Map<number, Report[]>> {
  const places = [...states].map(([vehicleId, state]) => ({ vehicleId, ...lastOf(state) }));
  const rows = await source.query<HistoryRow>(
    `select ${historyColumns} from unnest($1::bigint[], $2::bigint[], $3::text[]) s (vehicle_id, at, key)
      cross join lateral (
        select * from telemetry h where h.vehicle_id = s.vehicle_id
            and h.at >= to_timestamp(s.at / 1000.0)
            and (h.at, h.key) > (to_timestamp(s.at / 1000.0), s.key::bigint)
          order by h.at, h.key) t`,
    [
      int8Array(places.map(({ vehicleId }) => vehicleId)),
      int8Array(places.map(({ at }) => at)),
      places.map(({ key }) => key),
    ],
  );
  const reports = new Map<number, Report[]>();
  for (const row of rows) {
    const report = reportOf(row);
    const known = reports.get(report.vehicleId);
    if (known) known.push(report);
    else reports.set(report.vehicleId, [report]);
  }
  return reports;
}

/** The place of the last report that a state holds in the order of time and key. */
function lastOf({ projections }: VehicleState): { at: number; key: string } {
  return (projections.order as { at: number; key: string } | undefined) ?? { at: 0, key: '0' };
}

type StateRow = { vehicleId: number; state: VehicleState };

/** Of vehicles that have a row already: states to write, and which of them are whole again or lack reports from now on. */
export type StateChanges = {
  written: readonly StateRow[];
  whole: readonly number[];
  behind: readonly number[];
};

/** All of it in one statement. No vehicle is both whole and behind. */
export async function updateStates(
  transaction: Transaction,
  { written, whole, behind }: StateChanges,
): Promise<void> {
  if (written.length + whole.length + behind.length === 0) return;
  await transaction.query(
    `with written as (
       update vehicle_states v set state = s.state, updated_at = now()
         from unnest($1::bigint[], $2::text[]) s (vehicle_id, state) where v.vehicle_id = s.vehicle_id),
     whole as (delete from states_behind where vehicle_id = any($3::bigint[]))
     insert into states_behind (vehicle_id) select unnest($4::bigint[]) on conflict do nothing`,
    [...arraysOf(written), int8Array(whole), int8Array(behind)],
  );
}

/** Writes the states of vehicles that are heard for the first time. */
export async function insertStates(transaction: Transaction, rows: readonly StateRow[]): Promise<void> {
  await transaction.query(
    `insert into vehicle_states (vehicle_id, state, updated_at)
     select vehicle_id, state, now() from unnest($1::bigint[], $2::text[]) s (vehicle_id, state)
     on conflict (vehicle_id) do update set state = excluded.state, updated_at = excluded.updated_at`,
    arraysOf(rows),
  );
}

function arraysOf(rows: readonly StateRow[]): [Buffer, Buffer] {
  const ids = int8Array(rows.map(({ vehicleId }) => vehicleId));
  return [ids, textArray(rows.map(({ state }) => JSON.stringify(state)))];
}

/** Vehicles whose written states have lacked reports for some milliseconds, the longest first. */
export async function findBehind(
  source: Source,
  { forMs, limit }: { forMs: number; limit: number },
): Promise<number[]> {
  const rows = await source.query<{ vehicle_id: number }>(
    `select vehicle_id from states_behind where since <= now() - $1::float8 * interval '1 millisecond'
      order by since limit $2`,
    [forMs, limit],
  );
  return rows.map(({ vehicle_id }) => vehicle_id);
}

/** Bits of the groups that a vehicle's state tells: all, and those that its privacy modes leave open. */
export type KindsRow = { vehicleId: number; kinds: number; openKinds: number };

/** Notes what the states of some vehicles tell; their rows are there. */
export async function saveStateKinds(transaction: Transaction, rows: readonly KindsRow[]): Promise<void> {
  await transaction.query(
    `update vehicle_states v set kinds = k.kinds, open_kinds = k.open_kinds
       from unnest($1::bigint[], $2::bigint[], $3::bigint[]) k (vehicle_id, kinds, open_kinds)
      where v.vehicle_id = k.vehicle_id`,
    [
      int8Array(rows.map(({ vehicleId }) => vehicleId)),
      int8Array(rows.map(({ kinds }) => kinds)),
      int8Array(rows.map(({ openKinds }) => openKinds)),
    ],
  );
}
