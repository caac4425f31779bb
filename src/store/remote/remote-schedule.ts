import type { Database } from '../database.ts';

/** Vehicles with an action whose phase has lasted too long, those that wait longest first. `now`: epoch milliseconds. */
export async function findDueVehicles(
  { pool }: Pick<Database, 'pool'>,
  { now, limit }: { now: number; limit: number },
): Promise<number[]> {
  const { rows } = await pool.query<{ vehicle_id: number }>(
    `select distinct vehicle_id from (
       select vehicle_id from remote_actions where due_at <= to_timestamp($1::float8 / 1000)
        order by due_at limit $2) due`,
    [now, limit],
  );
  return rows.map(({ vehicle_id }) => vehicle_id);
}

/** Vehicles with an action that is not done, by their numbers, after one of them. */
export async function findPendingVehicles(
  { pool }: Pick<Database, 'pool'>,
  { after, limit }: { after: number; limit: number },
): Promise<number[]> {
  const { rows } = await pool.query<{ vehicle_id: number }>(
    `select distinct vehicle_id from remote_actions where phase <> 'done' and vehicle_id > $1
      order by vehicle_id limit $2`,
    [after, limit],
  );
  return rows.map(({ vehicle_id }) => vehicle_id);
}

const bite = 5000;
const bitesMax = 200;

/** Removes actions from before a time with their steps, wake-ups of months before, and keys that are a day old. */
export async function trimRemotes(
  { pool }: Pick<Database, 'pool'>,
  { before, now }: { before: number; now: number },
): Promise<void> {
  const trim = async (text: string, at: number) => {
    for (let turn = 0; turn < bitesMax; turn += 1) {
      const { rowCount } = await pool.query(text, [new Date(at)]);
      if ((rowCount ?? 0) < bite) return;
    }
  };
  await trim(
    `delete from remote_actions where id in (
       select id from remote_actions where created_at < $1 and phase = 'done' limit ${bite})`,
    before,
  );
  await trim(
    `delete from idempotency_keys where (client_id, key) in (
       select client_id, key from idempotency_keys where created_at < $1 order by created_at limit ${bite})`,
    now - 86_400_000,
  );
  await pool.query('delete from wake_ups where month < $1', [new Date(before).toISOString().slice(0, 7)]);
}
