import type { Registry } from 'prom-client';
import type { FailureCause } from '../../model/remote.ts';
import { createRemoteMetrics } from '../metrics.ts';
import { type CommitDeps, type Committed, commit } from './commit.ts';
import { createOutgoing, type Outgoing } from './outgoing.ts';
import { createQueue, type Queue, type Waiting } from './queue.ts';
import type { Answer, Work } from './work.ts';

const waitingMax = 10_000;
const batchMax = 500;

export type RunnerDeps = Omit<CommitDeps, 'reach'> &
  Omit<Parameters<typeof createOutgoing>[0], 'onBroken'> & {
    /** For these callbacks there is something new to be told. */
    wakeDeliveries(callbackIds: readonly number[]): void;
    metrics: Registry;
  };

export type Runner = Pick<Queue, 'add' | 'hint'> & {
  outgoing: Outgoing;
  /** Does what waits, then ends. */
  stop(): Promise<void>;
};

/**
 * One thing after another, as many as there are in one transaction; what has to be done in the world comes after it.
 * While one commits, the next gathers.
 */
export function startRunner(deps: RunnerDeps): Runner {
  const queue = createQueue(waitingMax);
  const onBroken = (vehicleId: number, cause: FailureCause, publicId?: string) =>
    queue.hint({ kind: 'broken', vehicleId, cause, ...(publicId === undefined ? {} : { publicId }) });
  const outgoing = createOutgoing({ ...deps, onBroken });
  const metrics = createRemoteMetrics(deps.metrics, outgoing.counts);
  const commitDeps = { ...deps, reach: outgoing.reach };

  function settle(waiting: readonly Waiting[], done: Committed): void {
    for (const [vehicleId, rows] of done.pending) outgoing.remember(vehicleId, rows);
    outgoing.run(done.effects);
    for (const [index, { settle }] of waiting.entries()) settle(done.answers[index] as Answer);
    if (done.queued.length > 0) deps.wakeDeliveries(done.queued);
    metrics.count(done.ended);
  }

  /** What the database refuses is found by halving; when it is away, nothing is taken. */
  async function work(waiting: readonly Waiting[]): Promise<void> {
    try {
      settle(waiting, await commitPatiently(commitDeps, waiting));
    } catch (error) {
      if (waiting.length > 1 && isRefusedData(error)) {
        const half = Math.ceil(waiting.length / 2);
        await work(waiting.slice(0, half));
        await work(waiting.slice(half));
        return;
      }
      deps.log.error({ err: error, count: waiting.length }, 'steps of remote actions were not taken');
      for (const { refuse } of waiting) refuse(error);
    }
  }

  const running = (async () => {
    for (;;) {
      await queue.wait();
      const waiting = queue.take(batchMax);
      if (waiting.length > 0) await work(waiting);
      else if (queue.isClosed()) return;
    }
  })();

  return {
    add: queue.add,
    hint: queue.hint,
    outgoing,
    async stop() {
      queue.close();
      await running;
    },
  };
}

const triesMax = 3;

/** Whoever deletes an owner at this moment may be in the way: then one of both is sent back by the database. */
async function commitPatiently(deps: CommitDeps, waiting: readonly Waiting[]): Promise<Committed> {
  const works: Work[] = waiting.map(({ work }) => work);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await commit(deps, works);
    } catch (error) {
      const { code } = error as { code?: unknown };
      const isCrossed = code === '40P01' || code === '40001' || code === '23505' || code === '23503';
      if (!isCrossed || attempt === triesMax) throw error;
    }
  }
}

/** Errors of the data itself: SQLSTATE classes 22 and 23, and those of our own steps. */
function isRefusedData(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) return true;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^2[23]/.test(code);
}
