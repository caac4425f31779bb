import type { Log } from '../lib/log.ts';
import type { Database } from '../store/database.ts';

export type PresenceReason = 'connected' | 'disconnected' | 'lost' | 'gateway restarted';

/** Keeps whether each vehicle is on the line, and why not. */
export type Presence = {
  note(vehicleId: number, reason: PresenceReason): void;
  /** Everything noted is in the database when it resolves. */
  stop(): Promise<void>;
};

/**
 * Writes one after another, and of one vehicle only the newest. Presence is a help, not a promise: when the
 * database is away it is lost, with a warning, and put right by the next change.
 */
export function createPresence({ query }: Database, clock: { now(): number }, log: Log): Presence {
  const pending = new Map<number, { reason: PresenceReason; changedAt: Date }>();
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (pending.size > 0) {
      const rows = [...pending].map(([vehicleId, { reason, changedAt }]) => ({
        vehicle_id: vehicleId,
        is_connected: reason === 'connected',
        reason,
        changed_at: changedAt,
      }));
      pending.clear();
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
  }

  function schedule(): void {
    writing ??= write()
      .catch((error) => log.warn({ err: error }, 'presence not saved'))
      .finally(() => {
        writing = undefined;
      });
  }

  return {
    note(vehicleId, reason) {
      pending.set(vehicleId, { reason, changedAt: new Date(clock.now()) });
      schedule();
    },
    async stop() {
      while (writing) await writing;
    },
  };
}

/** After a crash nobody is connected, whatever the table says. */
export async function resetPresence({ query }: Database, now: number): Promise<void> {
  await query
    .updateTable('vehicle_presence')
    .set({ is_connected: false, reason: 'gateway restarted', changed_at: new Date(now) })
    .where('is_connected', '=', true)
    .execute();
}
