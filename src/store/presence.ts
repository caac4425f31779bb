import type { Database } from './database.ts';

export type PresenceChange = { vehicleId: number; reason: string; changedAt: Date };

/** Writes whether vehicles are on the line, and why not; at most one change for each of them. */
export async function savePresence({ query }: Database, changes: readonly PresenceChange[]): Promise<void> {
  const rows = changes.map(({ vehicleId, reason, changedAt }) => ({
    vehicle_id: vehicleId,
    is_connected: reason === 'connected',
    reason,
    changed_at: changedAt,
  }));
  await query
    .insertInto('vehicle_presence')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('vehicle_id').doUpdateSet((excluded) => ({
        is_connected: excluded.ref('excluded.is_connected'),
        reason: excluded.ref('excluded.reason'),
        changed_at: excluded.ref('excluded.changed_at'),
      })),
    )
    .execute();
}

/** After a crash nobody is connected, whatever the table says. */
export async function resetPresence({ query }: Database, now: number): Promise<void> {
  await query
    .updateTable('vehicle_presence')
    .set({ is_connected: false, reason: 'gateway restarted', changed_at: new Date(now) })
    .where('is_connected', '=', true)
    .execute();
}
