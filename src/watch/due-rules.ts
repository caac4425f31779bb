import type { Batch } from '../ingest/batch.ts';
import type { InLanes } from '../ingest/change-state.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { unlessAborted, waitOr } from '../lib/wait.ts';
import type { Database } from '../store/database.ts';
import { keepListening } from '../store/keep-listening.ts';
import { findDueVehicles, findUnlooked, forgetDue } from '../store/monitors/rule-states.ts';
import type { Transaction } from '../store/writer.ts';
import { evaluateDue } from './evaluate.ts';
import type { Change, RuleBook } from './rule-book.ts';

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
  const { book, log } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  const unlooked = createUnlooked();
  const listening = keepListening({
    url: deps.database.url,
    name: 'roadwire monitors',
    channel,
    what: 'changes of monitors are not noticed',
    onNotice(payload) {
      const change = changeOf(payload);
      book.forget(change);
      unlooked.add(change);
    },
    onListening() {
      book.forget({});
      unlooked.add({});
    },
    log,
  });
  const running = [
    repeat(deps, signal, (now) => lookAtDue(deps, now, signal)),
    repeat(deps, signal, (now) => lookAtUnlooked(deps, unlooked, { now, signal })),
  ];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
      await listening.stop();
    },
  };
}

function changeOf(payload: string): Change {
  const number = Number(payload.slice(1));
  return payload.startsWith('v') ? { vehicleIds: [number] } : { fleet: number };
}

/** What may have monitors on time that were never looked at: everything at first, then what changes. */
function createUnlooked() {
  let isAll = true;
  let vehicleIds = new Set<number>();
  let fleets = new Set<number>();
  return {
    add(change: Change) {
      if (change.vehicleIds) for (const vehicleId of change.vehicleIds) vehicleIds.add(vehicleId);
      else if (change.fleet !== undefined) fleets.add(change.fleet);
      else isAll = true;
    },
    /** Undefined for nothing; `among` is undefined for all. */
    take(): { among?: { vehicleIds: number[]; fleets: number[] } } | undefined {
      if (!isAll && vehicleIds.size + fleets.size === 0) return undefined;
      const among = isAll ? undefined : { vehicleIds: [...vehicleIds], fleets: [...fleets] };
      isAll = false;
      vehicleIds = new Set();
      fleets = new Set();
      return among ? { among } : {};
    },
  };
}

/** `turn` resolves to whether there may be more to do at once. */
async function repeat(
  { clock, log }: Deps,
  signal: AbortSignal,
  turn: (now: number) => Promise<boolean>,
): Promise<void> {
  while (!signal.aborted) {
    const hasMore = await turn(clock.now()).catch(async (error) => {
      if (signal.aborted) return false;
      log.warn({ err: error }, 'monitors that are due were not looked at; they are, in a moment');
      await waitOr(afterFailureMs, signal);
      return false;
    });
    if (!hasMore) await waitOr(lookEveryMs, signal);
  }
}

async function lookAtDue(deps: Deps, now: number, signal: AbortSignal): Promise<boolean> {
  const vehicleIds = await findDueVehicles(deps.database, { now, limit: atOnce });
  if (vehicleIds.length > 0) await unlessAborted(look(deps, vehicleIds, now), signal);
  return vehicleIds.length >= atOnce;
}

type Looking = { now: number; signal: AbortSignal };

async function lookAtUnlooked(
  deps: Deps,
  unlooked: ReturnType<typeof createUnlooked>,
  { now, signal }: Looking,
): Promise<boolean> {
  const taken = unlooked.take();
  if (!taken) return false;
  try {
    for (let after = 0; ; ) {
      const vehicleIds = await findUnlooked(deps.database, { ...taken, after, limit: atOnce });
      if (vehicleIds.length > 0) await unlessAborted(look(deps, vehicleIds, now), signal);
      if (vehicleIds.length < atOnce || signal.aborted) return false;
      after = vehicleIds.at(-1) ?? after;
    }
  } catch (error) {
    // Whatever it was about, nothing is left out at the next try.
    unlooked.add({});
    throw error;
  }
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
