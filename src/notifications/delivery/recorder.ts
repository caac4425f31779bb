import type pg from 'pg';
import { gather } from '../../lib/gather.ts';
import type { Log } from '../../lib/log.ts';
import { waitOr } from '../../lib/wait.ts';
import { type Outcomes, saveOutcomes } from '../../store/notifications/delivery-outcomes.ts';

export type Recorder = {
  /** Notes what became of an attempt; resolves when that is in the database, after everything noted before. */
  note(outcomes: Partial<Outcomes>): Promise<void>;
  /** From now on a failure is not tried again: what is not noted is delivered once more after the next start. */
  hurry(): void;
};

const afterFailureMs = 500;
const atOnce = 500;

/** Writes outcomes as fast as the database takes them: what comes while it writes is written together, after it. */
export function createRecorder({ pool, log }: { pool: pg.Pool; log: Log }): Recorder {
  const hurrying = new AbortController();

  async function write(outcomes: Outcomes): Promise<void> {
    for (;;) {
      try {
        return await saveOutcomes(pool, outcomes);
      } catch (error) {
        log.error({ err: error }, 'what became of deliveries is not noted; it is tried again');
        if (hurrying.signal.aborted) return;
        await waitOr(afterFailureMs, hurrying.signal);
      }
    }
  }

  const note = gather<Partial<Outcomes>, void>(atOnce, async (all) => {
    await write({
      attempts: all.flatMap(({ attempts = [] }) => attempts),
      finished: all.flatMap(({ finished = [] }) => finished),
      setbacks: all.flatMap(({ setbacks = [] }) => setbacks),
      callbacks: all.flatMap(({ callbacks = [] }) => callbacks),
    });
    return [];
  });
  return { note, hurry: () => hurrying.abort() };
}
