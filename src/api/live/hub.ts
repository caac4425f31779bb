import type { Log } from '../../lib/log.ts';
import { waitOr } from '../../lib/wait.ts';
import { type FeedPlace, feedEnd, feedStart, readFeed } from '../../store/history/live-feed.ts';
import { openPool } from '../../store/pool.ts';
import { createBoard, type Listener } from './board.ts';
import { withProgress } from './event-id.ts';

export type Hub = {
  /** Something has committed. */
  wake(): void;
  /**
   * From now on the listener is told of these vehicles, and of no others. The answer is the place up to which
   * it is not told: everything after it comes by `tell`.
   */
  follow(listener: Listener, vehicleIds: ReadonlySet<number>): Promise<FeedPlace>;
  leave(listener: Listener): void;
  /** News of the past, for one who comes back. */
  read(wanted: Parameters<typeof readFeed>[1]): ReturnType<typeof readFeed>;
  stop(): Promise<void>;
};

/** Without being woken it looks by itself: some changes are made beside the batches. */
const lookEveryMs = 300;
/** Reads are at least so far apart, so that under load each is worth it. */
const pauseMs = 20;
const afterFailureMs = 1000;

/**
 * Reads the feed once for all who listen, as long as anybody does, and tells each of its vehicles. What is
 * told has been committed; nothing is told before what was committed earlier in its lane.
 */
export function createHub({ url, log }: { url: string; log: Log }): Hub {
  const pool = openPool({
    url,
    size: 2,
    name: 'roadwire live',
    settings,
    onIdleBroke: (error) => log.warn({ err: error }, 'an idle connection of the live feed broke'),
  });
  const board = createBoard();
  let place = feedStart;
  let waking = new AbortController();
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  async function turn(): Promise<void> {
    waking = new AbortController();
    if (board.hasWaiting() && board.isQuiet()) {
      place = await feedEnd(pool);
      board.admit(place);
    }
    // Who comes while others listen begins after what is read now: of what was before they know the outcome.
    const isAsked = board.hasWaiting();
    const read = await readFeed(pool, { after: place, vehicleIds: board.vehicleIds() });
    if (read.isLost) board.miss();
    for (const [news, progress] of withProgress(place, read.news)) board.tell(news, progress);
    place = read.place;
    board.reach(place);
    if (read.isFull) return;
    if (isAsked) {
      board.admit(place);
      return;
    }
    await waitOr(pauseMs, stopping.signal);
    await waitOr(lookEveryMs, waking.signal, stopping.signal);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted && !board.isIdle()) {
      await turn().catch(async (error) => {
        log.warn({ err: error }, 'the live feed was not read; it is tried again');
        await waitOr(afterFailureMs, stopping.signal);
      });
    }
    running = undefined;
  }

  return {
    wake: () => waking.abort(),
    follow: (listener, vehicleIds) =>
      new Promise((resolve, reject) => {
        board.wait({ listener, vehicleIds, resolve, reject });
        running ??= run();
        waking.abort();
      }),
    leave: (listener) => board.leave(listener),
    read: (wanted) => readFeed(pool, wanted),
    async stop() {
      stopping.abort();
      await running;
      board.refuse(new Error('the live feed has stopped'));
      await pool.end();
    },
  };
}

/** These queries look single rows up: the planner shall not read a day of history for them. */
const settings = { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' };
