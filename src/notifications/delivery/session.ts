import { setMaxListeners } from 'node:events';
import type pg from 'pg';
import { waitOr } from '../../lib/wait.ts';
import { deleteExpired, type Head, readHeads, readLines } from '../../store/notifications/deliveries.ts';
import { channelOf } from './attempt.ts';
import { type Board, type BoardDeps, createBoard } from './board.ts';
import type { Count } from './metrics.ts';

/** Delivering, from when this process may until it may no more. */
export type Session = {
  /** Something was queued for these callbacks; without them it is looked for. */
  wake(callbackIds?: readonly number[]): void;
  /** A callback was changed. */
  change(callbackId: number): void;
  /** When the oldest that waits and may be sent was raised, as far as is known. */
  oldestAt(): number | undefined;
  /** Begins nothing more; resolves when nothing is under way. */
  end(): Promise<void>;
};

type Deps = BoardDeps & { pool: pg.Pool; count: Count };

/** Without being woken it looks by itself. */
const lookEveryMs = 5_000;
/** What is due is taken up so often. */
const tickMs = 100;

export function beginSession({ pool, count, ...deps }: Deps): Session {
  const ending = new AbortController();
  const { signal } = ending;
  setMaxListeners(0, signal);
  const { clock, complain } = deps;
  const board = createBoard(deps, signal);
  const takeUp = createTakeUp(pool, board, complain);
  let waking = new AbortController();
  let oldestAt: number | undefined;
  const looking = repeat(signal, async () => {
    waking = new AbortController();
    const begun = performance.now();
    await lookAtAll({ pool, board, count }, clock.now()).then((at) => {
      oldestAt = at;
    }, complain);
    // Looking is not worth more than a fifth of the time.
    await waitOr(4 * (performance.now() - begun) + 20, signal);
    await waitOr(lookEveryMs, signal, waking.signal);
  });
  const ticking = repeat(signal, async () => {
    board.tick();
    await waitOr(tickMs, signal);
  });
  return {
    wake(callbackIds) {
      if (callbackIds) takeUp(callbackIds);
      else waking.abort();
    },
    change(callbackId) {
      board.change(callbackId);
      takeUp([callbackId]);
    },
    oldestAt: () => oldestAt,
    async end() {
      ending.abort();
      await Promise.all([looking, ticking]);
      await board.finished();
    },
  };
}

async function repeat(signal: AbortSignal, turn: () => Promise<void>): Promise<void> {
  while (!signal.aborted) await turn();
}

type Looking = { pool: pg.Pool; board: Board; count: Count };

/** Looks at the oldest of every line. Gives when the oldest was raised of those whose callbacks are told something. */
async function lookAtAll({ pool, board, count }: Looking, now: number): Promise<number | undefined> {
  const dropExpired = async (lines: readonly Head[]) => {
    for (const deleted of await deleteExpired(pool, lines, now))
      count(channelOf(deleted), 'deleted', deleted.count);
  };
  let oldest: number | undefined;
  let after = { callbackId: 0, line: '' };
  for (;;) {
    const { heads, isFull } = await readHeads(pool, after);
    const expired = heads.filter(({ isRunning, expiresAt }) => !isRunning && expiresAt <= now);
    if (expired.length > 0) await dropExpired(expired);
    for (const head of heads.filter(({ isRunning }) => isRunning)) {
      oldest = Math.min(oldest ?? head.createdAt, head.createdAt);
      place(board, head, now);
    }
    const last = heads.at(-1);
    if (!isFull || !last) return oldest;
    after = last;
  }
}

function place(board: Board, head: Head, now: number): void {
  const { nextAttemptAt = now, expiresAt } = head;
  const dueAt = Math.min(nextAttemptAt, expiresAt);
  if (dueAt > now) board.park(head, dueAt);
  board.touch(head);
}

/** Takes up the lines of some callbacks; those that are named together are looked up so. */
function createTakeUp(pool: pg.Pool, board: Board, complain: (error: unknown) => void) {
  let waiting = new Set<number>();
  let isRunning = false;

  async function run(): Promise<void> {
    while (waiting.size > 0) {
      const callbackIds = [...waiting];
      waiting = new Set();
      for (const key of await readLines(pool, callbackIds)) board.touch(key);
    }
  }

  return (callbackIds: readonly number[]) => {
    for (const callbackId of callbackIds) waiting.add(callbackId);
    if (isRunning) return;
    isRunning = true;
    run()
      .catch(complain)
      .finally(() => {
        isRunning = false;
      });
  };
}
