import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { waitOr } from '../lib/wait.ts';
import { addCalls, readCalls, trimCalls } from '../store/access/call-counts.ts';
import type { OwnQuota } from '../store/access/quotas.ts';
import type { Database } from '../store/database.ts';
import { createSlidingWindow, type SlidingWindow, type WindowSize } from './sliding-window.ts';

/** Calls: within 24 hours, and within a second. */
export type Quota = { day: number; burst: number };

/** What was decided about a call, and what is left after it. */
export type Verdict = {
  limit: Quota;
  remaining: Quota;
  /** Why it is refused, where it is, and in how many seconds there is a call again. */
  refused?: { by: keyof Quota; resetS: number };
};

export type Limits = {
  /** Counts a call of an application or fleet owner, unless it is over its quota. */
  take(clientId: string, own: OwnQuota): Promise<Verdict> | Verdict;
  stop(): Promise<void>;
};

const minuteMs = 60_000;
const dayWindow: WindowSize = { windowMs: 1440 * minuteMs, bucketMs: 5 * minuteMs };
const burstWindow: WindowSize = { windowMs: 1000, bucketMs: 50 };
const saveEveryMs = 5000;

type Counters = Record<keyof Quota, SlidingWindow>;
type Deps = { database: Database; clock: Clock; log: Log };

/**
 * Counts the calls of each application in memory, and the days in the database every few seconds and at the
 * end, so that they survive a restart; a crash forgets at most those seconds. There is one entry for each
 * application that ever called: nobody comes here without having proved who it is.
 */
export function startLimits(byDefault: Quota, deps: Deps): Limits {
  const { clock } = deps;
  const known = new Map<string, Counters | Promise<Counters>>();
  const unsaved = createUnsaved(deps);

  function load(clientId: string): Promise<Counters> {
    const loading = loadCounters(clientId, deps);
    known.set(clientId, loading);
    loading.then(
      (counters) => known.set(clientId, counters),
      () => known.delete(clientId),
    );
    return loading;
  }

  function decide(clientId: string, counters: Counters, own: OwnQuota): Verdict {
    const limit = { day: own.day ?? byDefault.day, burst: own.burst ?? byDefault.burst };
    const now = clock.now();
    const verdict = verdictOf(counters, limit, now);
    if (verdict.refused) return verdict;
    counters.day.add(now);
    counters.burst.add(now);
    unsaved.note(clientId, now);
    return verdict;
  }

  return {
    take(clientId, own) {
      const counters = known.get(clientId) ?? load(clientId);
      if (!(counters instanceof Promise)) return decide(clientId, counters, own);
      return counters.then((loaded) => decide(clientId, loaded, own));
    },
    stop: unsaved.stop,
  };
}

function verdictOf(counters: Counters, limit: Quota, now: number): Verdict {
  const left = {
    day: Math.max(0, limit.day - counters.day.count(now)),
    burst: Math.max(0, limit.burst - counters.burst.count(now)),
  };
  const by = (['day', 'burst'] as const).find((name) => left[name] === 0);
  if (!by) return { limit, remaining: { day: left.day - 1, burst: left.burst - 1 } };
  const resetS = Math.max(1, Math.ceil(counters[by].waitUntilBelow(limit[by], now) / 1000));
  return { limit, remaining: left, refused: { by, resetS } };
}

async function loadCounters(clientId: string, { database, clock }: Deps): Promise<Counters> {
  const now = clock.now();
  const counters = {
    day: createSlidingWindow(dayWindow, now),
    burst: createSlidingWindow(burstWindow, now),
  };
  for (const { at, calls } of await readCalls(database, clientId, now - keptMs))
    counters.day.restore(at, calls);
  return counters;
}

const keptMs = dayWindow.windowMs + 2 * dayWindow.bucketMs;

/** Calls that are not in the database yet, by application and bucket; saved together every few seconds. */
function createUnsaved({ database, clock, log }: Deps) {
  let waiting = new Map<string, Map<number, number>>();
  let trimmedAt = Number.NEGATIVE_INFINITY;
  const stopping = new AbortController();

  function note(clientId: string, at: number, calls = 1): void {
    const bucket = Math.floor(at / dayWindow.bucketMs) * dayWindow.bucketMs;
    const counts = waiting.get(clientId) ?? new Map<number, number>();
    waiting.set(clientId, counts.set(bucket, (counts.get(bucket) ?? 0) + calls));
  }

  async function save(): Promise<void> {
    const taken = [...waiting].flatMap(([clientId, counts]) =>
      [...counts].map(([at, calls]) => ({ clientId, at, calls })),
    );
    waiting = new Map();
    try {
      await addCalls(database, taken);
    } catch (error) {
      for (const { clientId, at, calls } of taken) note(clientId, at, calls);
      log.warn({ err: error }, 'calls not counted in the database; they are tried again');
    }
  }

  async function trim(): Promise<void> {
    const now = clock.now();
    if (now - trimmedAt < 60 * minuteMs) return;
    await trimCalls(database, now - keptMs).catch((error) => log.warn({ err: error }, 'old calls are left'));
    trimmedAt = now;
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      await waitOr(saveEveryMs, stopping.signal);
      await save();
      if (!stopping.signal.aborted) await trim();
    }
  })();
  return {
    note,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
