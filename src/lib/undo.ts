import { waitOr } from './wait.ts';

/** How long each part may take to stop; once one was not done by then, how long each of the others. Milliseconds. */
export type Patience = { patienceMs: number; afterwardsMs: number };

/** A part did not stop in time; it was left to itself. */
export class StillRunningError extends Error {
  override name = 'StillRunningError';
}

/** Remembers what was started, and stops it in reverse order. */
export function createUndo() {
  const started: { stop(): Promise<void> }[] = [];
  return {
    later<Part extends { stop(): Promise<void> }>(part: Part): Part {
      started.push(part);
      return part;
    },
    /**
     * Stops everything even when one of them fails, or takes longer than there is patience; the first failure is thrown at
     * the end. Called again while a part takes its time, it goes on with those before it.
     */
    async all(patience?: Patience): Promise<void> {
      const failures: unknown[] = [];
      let patienceMs = patience?.patienceMs;
      for (let part = started.pop(); part; part = started.pop()) {
        try {
          await stopWithin(part, patienceMs);
        } catch (error) {
          failures.push(error);
          if (error instanceof StillRunningError) patienceMs = patience?.afterwardsMs;
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}

async function stopWithin(part: { stop(): Promise<void> }, patienceMs?: number): Promise<void> {
  if (patienceMs === undefined) return part.stop();
  const isDone = new AbortController();
  const overdue = waitOr(patienceMs, isDone.signal).then(() => {
    if (!isDone.signal.aborted) throw new StillRunningError(`a part did not stop within ${patienceMs} ms`);
  });
  try {
    await Promise.race([part.stop(), overdue]);
  } finally {
    isDone.abort();
  }
}
