import type { Database } from '../database.ts';
import type { Transaction } from '../writer.ts';

/** A vehicle whose episodes are to be folded anew from a time on, epoch milliseconds. */
export type RepairMark = { vehicleId: number; since: number; version: number };

/** The channel of notices that there are marks. */
export const repairChannel = 'roadwire_repair_episodes';

/** Marks vehicles in the transaction of their late reports. */
export async function markForRepair(
  transaction: Transaction,
  marks: readonly { vehicleId: number; since: number }[],
): Promise<void> {
  const rows = marks.map(({ vehicleId, since }) => ({ vehicle_id: vehicleId, since }));
  await transaction.query(
    `insert into episode_repairs as r (vehicle_id, since)
     select vehicle_id, to_timestamp(since / 1000) from json_to_recordset($1::json) m (vehicle_id bigint, since float8)
     on conflict (vehicle_id) do update set
       since = least(r.since, excluded.since), version = r.version + 1, changed_at = now()`,
    [JSON.stringify(rows)],
  );
  // Heard when the transaction has committed.
  await transaction.query('select pg_notify($1, $2)', [repairChannel, '']);
}

/** Marks one vehicle, or every one that was ever heard of, to be folded anew from the beginning. Returns how many. */
export async function markForRebuild({ pool }: Database, vehicleId: number | undefined): Promise<number> {
  const { rowCount } = await pool.query(
    `insert into episode_repairs as r (vehicle_id, since)
     select vehicle_id, 'epoch' from vehicle_states where $1::bigint is null or vehicle_id = $1
     on conflict (vehicle_id) do update set since = 'epoch', version = r.version + 1`,
    [vehicleId ?? null],
  );
  await pool.query(`notify ${repairChannel}`);
  return rowCount ?? 0;
}

export async function countMarks({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('select count(*) as count from episode_repairs');
  return rows[0]?.count ?? 0;
}

/**
 * Marks that are due, oldest first: nothing has come for a little while, or they have waited long enough.
 * A device that uploads what it kept sends many messages; they are repaired together.
 */
export async function findDueMarks(
  { pool }: Database,
  { quietMs, waitMs, limit }: { quietMs: number; waitMs: number; limit: number },
): Promise<RepairMark[]> {
  const { rows } = await pool.query<{ vehicle_id: number; since: Date; version: number }>(
    `select vehicle_id, since, version from episode_repairs
      where changed_at <= now() - $1 * interval '1 millisecond' or marked_at <= now() - $2 * interval '1 millisecond'
      order by marked_at, vehicle_id limit $3`,
    [quietMs, waitMs, limit],
  );
  return rows.map(({ vehicle_id: vehicleId, since, version }) => ({
    vehicleId,
    since: since.getTime(),
    version,
  }));
}

/** The mark of a vehicle as it is now; it stays so until the transaction ends. */
export async function findMark(transaction: Transaction, vehicleId: number): Promise<RepairMark | undefined> {
  const { rows } = await transaction.query(
    'select since, version from episode_repairs where vehicle_id = $1 for update',
    [vehicleId],
  );
  const [row] = rows as { since: Date; version: number }[];
  return row && { vehicleId, since: row.since.getTime(), version: row.version };
}

/** Puts a mark off for a minute, so that the others have their turn. */
export async function deferMark({ pool }: Database, { vehicleId }: RepairMark): Promise<void> {
  await pool.query(
    `update episode_repairs set marked_at = now() + interval '1 minute', changed_at = now() + interval '1 minute'
      where vehicle_id = $1`,
    [vehicleId],
  );
}

export async function takeMark(transaction: Transaction, vehicleId: number): Promise<void> {
  await transaction.query('delete from episode_repairs where vehicle_id = $1', [vehicleId]);
}
