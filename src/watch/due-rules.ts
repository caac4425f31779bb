import type { Batch } from '../ingest/batch.ts';
import type { InLanes } from '../ingest/change-state.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { unlessAborted, waitOr } from '../lib/wait.ts';
import type { Database } from '../store/database.ts';
import { keepListening } from '../store/keep-listening.ts';
import { findDueVehicles, findUnlooked, forgetDue } from '../store/rule-states.ts';
import type { Transaction } from '../store/writer.ts';
import { evaluateDue } from './evaluate.ts';
import type { RuleBook } from './rule-book.ts';

/** A time that a monitor asked for is noticed so much later at most. */
const lookEveryMs = 250;
const atOnce = 1_000;
const afterFailureMs = 1_000;

/** Told by the database when monitors, or whom they watch, change: `v` or `f` and the number of a vehicle or fleet. */
const channel = 'roadwire_monitors';

type Deps = {
  database: Database;
  book: RuleBook;
  inLanes: InLanes;
  /** Gives the vehicles of a batch their rules and standings. */
  watch(vehicles: Batch['vehicles']): Promise<void>;
  save(batch: Batch, transaction: Transaction): Promise<void>;
  onCommitted(batch: Pick<Batch, 'queued' | 'told'>): void;
  clock: Clock;
  log: Log;
};

/**
 * Looks at monitors when their time has come: edges of hours, reminders, a zone's dwelling. What is due stands
 * in the database, so it is done once, and after a restart too. It also forgets rules that have changed.
 */
export function startDueRules(deps: Deps): { stop(): Promise<void> } {
  const { database, book, clock, log } = deps;
  const stopping = new AbortController();
  let hasUnlooked = true;
  const listening = keepListening({
    url: database.url,
    name: 'roadwire monitors',
    channel,
    what: 'changes of monitors are not noticed',
    onNotice(payload) {
      book.forget(payload.startsWith('v') ? Number(payload.slice(1)) : undefined);
      hasUnlooked = true;
    },
    onListening() {
      book.forget();
      hasUnlooked = true;
    },
    log,
  });

  /** Resolves to whether there may be more. */
  async function turn(): Promise<boolean> {
    const now = clock.now();
    const unlooked = hasUnlooked ? await findUnlooked(database, atOnce) : [];
    hasUnlooked = unlooked.length === atOnce;
    const due = await findDueVehicles(database, { now, limit: atOnce });
    const vehicleIds = [...new Set([...unlooked, ...due])];
    if (vehicleIds.length === 0) return false;
    await unlessAborted(look(deps, vehicleIds, now), stopping.signal);
    return vehicleIds.length >= atOnce;
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      const hasMore = await turn().catch(async (error) => {
        if (stopping.signal.aborted) return false;
        log.warn({ err: error }, 'monitors that are due were not looked at; they are, in a moment');
        hasUnlooked = true;
        await waitOr(afterFailureMs, stopping.signal);
        return false;
      });
      if (!hasMore) await waitOr(lookEveryMs, stopping.signal);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
      await listening.stop();
    },
  };
}

async function look(
  { inLanes, watch, save, onCommitted }: Deps,
  vehicleIds: readonly number[],
  now: number,
): Promise<void> {
  const committed: Pick<Batch, 'queued' | 'told'> = { queued: [], told: [] };
  await inLanes(vehicleIds, async (batch, transaction) => {
    await watch(batch.vehicles);
    for (const work of batch.vehicles.values()) evaluateDue(work, now);
    await forgetDue(transaction, { vehicleIds: [...batch.vehicles.keys()], now });
    await save(batch, transaction);
    committed.queued.push(...batch.queued);
    committed.told.push(...batch.told);
  });
  onCommitted(committed);
}
