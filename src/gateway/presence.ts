import type { Log } from '../lib/log.ts';

export type PresenceReason = 'connected' | 'disconnected' | 'lost';

/** Keeps whether each vehicle is on the line, and why not. */
export type Presence = {
  note(vehicleId: number, reason: PresenceReason): void;
  /** Everything noted was given to `save` when it resolves. */
  stop(): Promise<void>;
};

type Change = { vehicleId: number; reason: PresenceReason; changedAt: Date };
type Deps = { save(changes: readonly Change[]): Promise<void>; clock: { now(): number }; log: Log };

/**
 * Saves one after another, and of one vehicle only the newest. Presence is a help, not a promise: when the
 * database is away it is lost, with a warning, and put right by the next change.
 */
export function createPresence({ save, clock, log }: Deps): Presence {
  const pending = new Map<number, Change>();
  let saving: Promise<void> | undefined;

  async function saveAll(): Promise<void> {
    while (pending.size > 0) {
      const changes = [...pending.values()];
      pending.clear();
      await save(changes);
    }
  }

  function schedule(): void {
    saving ??= saveAll()
      .catch((error) => log.warn({ err: error }, 'presence not saved'))
      .finally(() => {
        saving = undefined;
      });
  }

  return {
    note(vehicleId, reason) {
      pending.set(vehicleId, { vehicleId, reason, changedAt: new Date(clock.now()) });
      schedule();
    },
    async stop() {
      while (saving) await saving;
    },
  };
}
