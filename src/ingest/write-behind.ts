import type { Log } from '../lib/log.ts';
import { unlessAborted, waitOr } from '../lib/wait.ts';
import type { Database } from '../store/database.ts';
import { findBehind, sourceOf } from '../store/history/states.ts';
import type { WriteBehind } from './change-state.ts';

/** A state may lack its newest reports in its row for so long. */
const behindMs = 60_000;
const lookEveryMs = 5_000;
const atOnce = 1_000;
/** Stopping waits so long for what is left. */
const stoppingMs = 5_000;

type Deps = { database: Database; write: WriteBehind; log: Log };

/**
 * Writes states that have lacked reports for a while: after a crash, few are left to be stepped again. When
 * it is stopped it writes all of them.
 */
export function startWriteBehind({ database, write, log }: Deps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const source = sourceOf(database);

  /** Resolves to whether there are more. */
  async function writeSome(forMs: number, signal: AbortSignal): Promise<boolean> {
    const vehicleIds = await findBehind(source, { forMs, limit: atOnce });
    if (vehicleIds.length > 0) await unlessAborted(write(vehicleIds), signal);
    return vehicleIds.length === atOnce;
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      const hasMore = await writeSome(behindMs, stopping.signal).catch((error) => {
        if (!stopping.signal.aborted)
          log.warn({ err: error }, 'states that lag behind not written; tried again');
        return false;
      });
      if (!hasMore) await waitOr(lookEveryMs, stopping.signal);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
      const signal = AbortSignal.timeout(stoppingMs);
      try {
        while (await writeSome(0, signal));
      } catch (error) {
        log.warn({ err: error }, 'states that lag behind are left to the next start');
      }
    },
  };
}
