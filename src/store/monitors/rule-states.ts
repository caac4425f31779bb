import type { RuleState } from '../../monitors/rule.ts';
import { int8Array, textArray } from '../binary.ts';
import type { Database } from '../database.ts';
import type { Source } from '../history/states.ts';
import type { Transaction } from '../writer.ts';

/** How a monitor stands with a vehicle; `dueAt` in epoch milliseconds. */
export type RuleStateRow = {
  monitorId: number;
  vehicleId: number;
  revision: number;
  state: RuleState;
  dueAt?: number | undefined;
};

type Kept = { monitor_id: number; vehicle_id: number; revision: number; state: string; due_at: Date | null };

export async function readRuleStates(source: Source, vehicleIds: readonly number[]): Promise<RuleStateRow[]> {
  const rows = await source.query<Kept>(
    'select monitor_id, vehicle_id, revision, state, due_at from monitor_states where vehicle_id = any($1::bigint[])',
    [int8Array(vehicleIds)],
  );
  return rows.map(({ monitor_id, vehicle_id, revision, state, due_at }) => ({
    monitorId: monitor_id,
    vehicleId: vehicle_id,
    revision,
    state: JSON.parse(state),
    dueAt: due_at?.getTime(),
  }));
}

export async function saveRuleStates(transaction: Transaction, rows: readonly RuleStateRow[]): Promise<void> {
  await transaction.query(
    `insert into monitor_states (monitor_id, vehicle_id, revision, state, due_at)
     select m, v, r, s, case when d > 0 then to_timestamp(d / 1000.0) end
       from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[]) t (m, v, r, s, d)
     on conflict (vehicle_id, monitor_id)
       do update set revision = excluded.revision, state = excluded.state, due_at = excluded.due_at`,
    [
      int8Array(rows.map(({ monitorId }) => monitorId)),
      int8Array(rows.map(({ vehicleId }) => vehicleId)),
      int8Array(rows.map(({ revision }) => revision)),
      textArray(rows.map(({ state }) => JSON.stringify(state))),
      int8Array(rows.map(({ dueAt }) => (dueAt === undefined ? 0 : Math.ceil(dueAt)))),
    ],
  );
}

/** Vehicles with a monitor whose time has come, those that wait longest first. */
export async function findDueVehicles(
  { pool }: Database,
  { now, limit }: { now: number; limit: number },
): Promise<number[]> {
  const { rows } = await pool.query(
    `select vehicle_id from (
       select vehicle_id, due_at from monitor_states
        where due_at <= to_timestamp($1 / 1000.0) order by due_at limit $2) due
      group by vehicle_id`,
    [now, limit],
  );
  return rows.map(({ vehicle_id }) => vehicle_id);
}

/** Of which vehicles, or of all; in the order of their numbers, after one. */
type Unlooked = {
  among?: { vehicleIds: readonly number[]; fleets: readonly number[] };
  after: number;
  limit: number;
};

/**
 * Vehicles with a monitor on time that was never looked at. Each that was heard of is asked for its monitors by
 * index, whatever is known of the tables: right after many were made, a plan may take one for empty.
 */
export async function findUnlooked({ pool }: Database, { among, after, limit }: Unlooked): Promise<number[]> {
  const { rows } = await pool.query(
    `select w.vehicle_id from vehicle_states w
      where w.vehicle_id > $4
        and ($1 or w.vehicle_id = any(array(
          select unnest($2::bigint[])
          union all select vehicle_id from fleet_vehicles where fleet_id = any($3::bigint[]))))
        and exists (select from (
            select id, revision, status, parameter from monitors where vehicle_id = w.vehicle_id
            union all
            select m.id, m.revision, m.status, m.parameter
              from fleet_vehicles f join monitors m on m.fleet_id = f.fleet_id where f.vehicle_id = w.vehicle_id) m
          where m.status = 'Running' and m.parameter like '%"time":{%'
            and not exists (select from monitor_states s
              where s.vehicle_id = w.vehicle_id and s.monitor_id = m.id and s.revision = m.revision))
      order by w.vehicle_id limit $5`,
    [among === undefined, int8Array(among?.vehicleIds ?? []), int8Array(among?.fleets ?? []), after, limit],
  );
  return rows.map(({ vehicle_id }) => vehicle_id);
}

/** Rules of monitors that are no more, or of vehicles that they watch no more, are never due again. */
export async function forgetDue(
  transaction: Transaction,
  { vehicleIds, now }: { vehicleIds: readonly number[]; now: number },
): Promise<void> {
  await transaction.query(
    `update monitor_states set due_at = null
      where vehicle_id = any($1::bigint[]) and due_at <= to_timestamp($2 / 1000.0)`,
    [int8Array(vehicleIds), now],
  );
}
