import { Worker } from 'node:worker_threads';
import type { Log } from '../../lib/log.ts';
import { createCalls } from '../../lib/thread/calls.ts';
import { logCarried } from '../../lib/thread/carried-log.ts';
import { type Hearing, hear } from '../../lib/thread/hear.ts';
import { listen, untilOpen } from '../../lib/thread/listen.ts';
import { createPost } from '../../lib/thread/post.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { Count, Standing } from '../delivery/metrics.ts';
import type { CloudWord, DelivererConfig, DelivererWord } from './words.ts';

type Deps = {
  count: Count;
  /** How late the event loop of the thread is, in seconds; from time to time. */
  onLag(lagS: number): void;
  log: Log;
};

const nothing = () => undefined;

/** Somebody waits for these. */
const waitedFor = { open: nothing, closed: nothing, stopped: nothing };

/**
 * Delivers in a thread of its own: composing, signing and sending requests takes about as much time as all that leads
 * to them. They are the same deliveries as in this thread.
 */
export async function openDeliverer(
  config: DelivererConfig,
  { count, onLag, log }: Deps,
): Promise<Deliveries> {
  const worker = new Worker(new URL('./deliverer.js', import.meta.url), { workerData: config });
  const say = createPost<CloudWord>({
    post: (words) => worker.postMessage(words),
    later: queueMicrotask,
  });
  const asked = createCalls<Standing>();
  const hearing: Hearing<DelivererWord> = {
    count: ({ what }) => count(...what),
    stands: ({ call, standing, error = '' }) =>
      asked.answer(call, standing ? { value: standing } : { error }),
    lag: ({ lagS }) => onLag(lagS),
    log: ({ line }) => logCarried(log, line),
    ...waitedFor,
  };
  const heard = listen(worker, {
    name: 'the thread of deliveries',
    take: (word: DelivererWord) => hear(hearing, word),
    onBroken: ({ message }) => asked.end({ error: message }),
  });
  await untilOpen(worker, heard('open', 'closed'));
  return {
    wake: (callbackIds) => say({ says: 'wake', callbackIds }),
    standing: () => asked.ask((call) => say({ says: 'standing', call })),
    async stop() {
      say({ says: 'stop' });
      await heard('stopped');
      await worker.terminate();
      asked.end({ error: 'deliveries have stopped' });
    },
  };
}
