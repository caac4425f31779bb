import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { unlessAborted, waitOr } from '../../lib/wait.ts';
import type { Database } from '../../store/database.ts';
import {
  finishErasures,
  finishVehicle,
  listPendingVehicles,
  type PendingVehicle,
} from '../../store/erasure/pending-vehicles.ts';
import { eraseHistory } from '../../store/erasure/vehicle-past.ts';
import type { Silence } from './silence.ts';

export type Erasures = {
  /** Something was noted to be deleted: from now on nothing is taken of those vehicles. */
  wake(): Promise<void>;
  stop(): Promise<void>;
};

type Deps = {
  database: Database;
  silence: Silence;
  /** Forgets and deletes the state of a vehicle between two batches of its lane. */
  emptyState(pending: PendingVehicle): Promise<void>;
  clock: Clock;
  log: Log;
};

const lookEveryMs = 30_000;
const afterFailureMs = 2000;

/**
 * Deletes the data of vehicles that was noted to be, vehicle by vehicle and bite by bite. What is left when it stops,
 * or when the process dies, is in the database, and done after the next start.
 */
export function startErasures(deps: Deps): Erasures {
  const { database, silence, clock, log } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  let waking = new AbortController();

  async function turn(): Promise<void> {
    waking = new AbortController();
    const pending = await listPendingVehicles(database);
    for (const one of pending) await erase({ ...deps, signal }, one);
    if (signal.aborted) return;
    await finishErasures(database, clock.now());
    await waitOr(lookEveryMs, waking.signal, signal);
  }

  const running = (async () => {
    while (!signal.aborted) {
      await turn().catch(async (error) => {
        if (signal.aborted) return;
        log.error({ err: error }, 'data not deleted yet; it is tried again');
        await waitOr(afterFailureMs, signal);
      });
    }
  })();
  return {
    async wake() {
      // Without an answer the worker asks again before it deletes anything.
      await silence.refresh().catch((error) => log.warn({ err: error }, 'not known yet who is silenced'));
      waking.abort();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** First nothing more comes in, then what is known now goes, then the past. */
async function erase(
  { database, silence, emptyState, signal }: Deps & { signal: AbortSignal },
  pending: PendingVehicle,
): Promise<void> {
  if (signal.aborted) return;
  await silence.refresh();
  // A lane may wait for the database for as long as that is away: stopping does not.
  await unlessAborted(emptyState(pending), signal);
  const isGone = await eraseHistory(database, pending, () => signal.aborted);
  if (isGone) await finishVehicle(database, pending);
}
