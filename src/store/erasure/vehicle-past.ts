import type { Database } from '../database.ts';
import { episodeTables } from '../episodes/episodes.ts';
import type { Transaction } from '../writer.ts';
import { bite } from './own-vehicles.ts';
import type { PendingVehicle } from './pending-vehicles.ts';

/** Removes what is known of a vehicle now, in a transaction of its lane. */
export async function eraseState(transaction: Transaction, { vehicleId }: PendingVehicle): Promise<void> {
  for (const table of ['vehicle_states', 'states_behind', 'episode_repairs', 'monitor_states'])
    await transaction.query(`delete from ${table} where vehicle_id = $1`, [vehicleId]);
}

/** The tables of a vehicle's past, as the receipt calls what is in them; by what their rows are in order. */
const ofVehicle: Record<string, { table: string; order: string; type: string }> = {
  reports: { table: 'telemetry', order: 'at', type: 'timestamptz' },
  checkpoints: { table: 'episode_checkpoints', order: 'at', type: 'timestamptz' },
  deadLetters: { table: 'dead_letters', order: 'id', type: 'bigint' },
  events: { table: 'monitor_events', order: 'id', type: 'bigint' },
  notifications: { table: 'notifications', order: 'seq', type: 'bigint' },
  remotes: { table: 'remote_actions', order: 'id', type: 'bigint' },
  ...Object.fromEntries(
    episodeTables.map((table) => [
      table === 'stolen_episodes' ? 'thefts' : table,
      { table, order: 'id', type: 'text' },
    ]),
  ),
};

/** Deletes the past of a vehicle, bite by bite; `isOver` is asked in between. Gives whether all of it is gone. */
export async function eraseHistory(
  database: Database,
  { vehicleId, erasureId }: PendingVehicle,
  isOver: () => boolean,
): Promise<boolean> {
  await database.pool.query('delete from live_feed where vehicle_id = $1', [vehicleId]);
  for (const [kind, { table, order, type }] of Object.entries(ofVehicle)) {
    // Rows of the same time beyond a bite go with it: they are few.
    const text = `delete from ${table} where vehicle_id = $3 and ${order} <= $4::${type}`;
    for (;;) {
      if (isOver()) return false;
      const upTo = await endOfBite(database, { table, order, vehicleId });
      if (upTo === undefined) break;
      await deleteCounted(database, { erasureId, kind }, { text, values: [vehicleId, upTo] });
    }
  }
  return true;
}

/** Up to where the next bite goes; undefined where there is nothing left. As text, which loses nothing. */
async function endOfBite(
  { pool }: Database,
  { table, order, vehicleId }: { table: string; order: string; vehicleId: number },
): Promise<string | undefined> {
  const { rows } = await pool.query<{ end: string | null }>(
    `select max(o)::text as end from (
       select ${order} as o from ${table} where vehicle_id = $1 order by ${order} limit ${bite}) b`,
    [vehicleId],
  );
  return rows[0]?.end ?? undefined;
}

type Counted = { erasureId: string; kind: string };

/** Runs a delete, and adds how much it deleted to the receipt in the same transaction; parameters from $3 on. */
async function deleteCounted(
  { pool }: Database,
  { erasureId, kind }: Counted,
  { text, values }: { text: string; values: unknown[] },
): Promise<void> {
  await pool.query(
    `with gone as (${text} returning 1)
     insert into erasure_counts as c (erasure_id, kind, count)
     select $1, $2, count(*) from gone having count(*) > 0
     on conflict (erasure_id, kind) do update set count = c.count + excluded.count`,
    [erasureId, kind, ...values],
  );
}
