import type { Database } from '../database.ts';

export type PresenceChange = { vehicleId: number; reason: string; changedAt: Date };

/** Writes whether vehicles are on the line, and why not; at most one change for each of them. Removed ones are left out. */
export async function savePresence({ pool }: Database, changes: readonly PresenceChange[]): Promise<void> {
  await pool.query(
    `insert into vehicle_presence (vehicle_id, is_connected, reason, changed_at)
     select c.vehicle_id, c.reason = 'connected', c.reason, c.changed_at
       from unnest($1::bigint[], $2::text[], $3::timestamptz[]) c (vehicle_id, reason, changed_at)
       join vehicles v on v.id = c.vehicle_id
     on conflict (vehicle_id) do update set is_connected = excluded.is_connected, reason = excluded.reason,
       changed_at = excluded.changed_at`,
    [
      changes.map(({ vehicleId }) => vehicleId),
      changes.map(({ reason }) => reason),
      changes.map(({ changedAt }) => changedAt),
    ],
  );
}

/** After a crash nobody is connected, whatever the table says. */
export async function resetPresence({ query }: Database, now: number): Promise<void> {
  await query
    .updateTable('vehicle_presence')
    .set({ is_connected: false, reason: 'gateway restarted', changed_at: new Date(now) })
    .where('is_connected', '=', true)
    .execute();
}

/** Whether vehicles are on the line, and since when; those that never were are left out. */
export async function findPresences(
  { query }: Database,
  vehicleIds: readonly number[],
): Promise<ReadonlyMap<number, { reason: string; changedAt: Date }>> {
  if (vehicleIds.length === 0) return new Map();
  const rows = await query
    .selectFrom('vehicle_presence')
    .select(['vehicle_id', 'reason', 'changed_at as changedAt'])
    .where('vehicle_id', 'in', vehicleIds)
    .execute();
  return new Map(rows.map(({ vehicle_id, ...presence }) => [vehicle_id, presence]));
}
