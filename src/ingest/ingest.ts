import type { Log } from '../lib/log.ts';
import { waitOr } from '../lib/wait.ts';
import { emptyState } from '../model/vehicle-state.ts';
import type { Writer } from '../store/writer.ts';
import type { Arrival } from './arrival.ts';
import { type Batch, batchOf, type Stages } from './batch.ts';
import type { IngestMetrics } from './metrics.ts';
import type { ArrivalQueue } from './queue.ts';
import { keepStates, type StateCache } from './state-cache.ts';

type Deps = {
  queue: ArrivalQueue;
  stages: Stages;
  writer: Writer;
  cache: StateCache;
  metrics: IngestMetrics;
  log: Log;
  batchMax: number;
  /** Called when a batch has committed. */
  onCommitted(batch: Pick<Batch, 'queued' | 'told'>): void;
};

/** Takes in messages batch by batch until it is stopped. `stop` commits what is waiting first. */
export function startIngest(deps: Deps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const done = run(deps, stopping.signal);
  return {
    async stop() {
      deps.queue.close();
      stopping.abort();
      await done;
    },
  };
}

/** Group commit: while one batch commits, the next gathers in the queue. Other work has its turn in between. */
async function run(deps: Deps, stopping: AbortSignal): Promise<void> {
  const { queue, batchMax } = deps;
  while (!queue.isClosed() || queue.length() > 0) {
    await queue.wait();
    const arrivals = queue.take(batchMax);
    if (arrivals.length > 0) await commitOrRetry(deps, { arrivals, stopping });
    await queue.takeWork()?.();
  }
}

type Attempt = { arrivals: Arrival[]; stopping: AbortSignal };

/**
 * Commits the messages. While the database is away they wait here, unacknowledged; when one of them holds
 * data that the database refuses, halving finds it and it becomes a dead letter.
 */
async function commitOrRetry(deps: Deps, { arrivals, stopping }: Attempt): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const error = await tryCommit(deps, arrivals);
    if (!error) {
      if (attempt > 0) deps.log.warn({ attempts: attempt + 1 }, 'batches are committed again');
      return;
    }
    if (isRefusedData(error)) return splitOrBury(deps, { arrivals, stopping, error });
    if (attempt === 0)
      deps.log.error({ err: error, messages: arrivals.length }, 'batch not committed; trying again');
    deps.metrics.failures.inc();
    if (stopping.aborted) return giveUp(arrivals, error);
    await waitOr(Math.min(50 * 2 ** attempt, 2000), stopping);
  }
}

async function tryCommit(deps: Deps, arrivals: Arrival[]): Promise<Error | undefined> {
  try {
    await commit(deps, arrivals);
    return undefined;
  } catch (error) {
    // A commit whose answer was lost may have happened all the same: then what is cached is older than it.
    if (!isRefusedData(error)) deps.cache.clear();
    return error as Error;
  }
}

function giveUp(arrivals: Arrival[], error: Error): void {
  for (const { settle } of arrivals) settle(error);
}

async function splitOrBury(
  deps: Deps,
  { arrivals, stopping, error }: Attempt & { error: Error },
): Promise<void> {
  const [first] = arrivals;
  if (arrivals.length > 1) {
    const half = Math.ceil(arrivals.length / 2);
    await commitOrRetry(deps, { arrivals: arrivals.slice(0, half), stopping });
    await commitOrRetry(deps, { arrivals: arrivals.slice(half), stopping });
    return;
  }
  if (!first) return;
  // Not even the dead letter is taken: the vehicle was removed, and nothing is kept of it.
  if (first.refusal !== undefined) return giveUp(arrivals, error);
  deps.log.error(
    { err: error, vehicleId: first.message.vehicleId },
    'a message was refused and is a dead letter now',
  );
  const refusal = `refused: ${error.message}`.slice(0, 500);
  await commitOrRetry(deps, { arrivals: [{ ...first, refusal }], stopping });
}

/** No partition for a row: upkeep makes it, and the data is good. */
const missingPartition = '23514';

/**
 * Errors of the data itself: trying again would not help. The database's are of SQLSTATE classes 22 and 23;
 * one of our own steps would fail in the same way each time.
 */
function isRefusedData(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) return true;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^2[23]/.test(code) && code !== missingPartition;
}

async function commit(deps: Deps, arrivals: Arrival[]): Promise<void> {
  const stopTimer = deps.metrics.batchSeconds.startTimer();
  const batch = batchOf(arrivals, emptyState);
  for (const stage of deps.stages.prepare) await stage.run(batch);
  for (const stage of deps.stages.apply) stage.run(batch);
  if (hasWork(batch)) {
    await deps.writer.transaction(async (transaction) => {
      for (const stage of deps.stages.save) await stage.run(batch, transaction);
    });
  }
  keepStates(deps.cache, batch);
  for (const { settle } of arrivals) settle();
  deps.onCommitted(batch);
  stopTimer();
  deps.metrics.count(batch, arrivals.length);
}

function hasWork(batch: Batch): boolean {
  return batch.seen.length > 0 || batch.history.length > 0 || batch.deadLetters.length > 0;
}
