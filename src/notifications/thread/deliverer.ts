import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../lib/clock.ts';
import { createCarriedLog } from '../../lib/thread/carried-log.ts';
import { type Hearing, hear } from '../../lib/thread/hear.ts';
import { tellLag } from '../../lib/thread/lag.ts';
import { createPost } from '../../lib/thread/post.ts';
import { openChannels } from '../channels/open-channels.ts';
import { startDeliveries } from '../delivery/deliveries.ts';
import type { CloudWord, DelivererConfig, DelivererWord } from './words.ts';

/** Delivers in a thread of its own: it reads what waits and notes what became of it by itself. */
function runDeliverer(config: DelivererConfig, port: MessagePort): void {
  const say = createPost<DelivererWord>({
    post: (words) => port.postMessage(words),
    later: setImmediate,
  });
  const log = createCarriedLog(config.logLevel, (line) => say({ says: 'log', line }));
  const deliveries = startDeliveries({
    ...config,
    channels: openChannels(config, systemClock),
    count: (...what) => say({ says: 'count', what }),
    clock: systemClock,
    log,
  });
  const hearing: Hearing<CloudWord> = {
    wake: ({ callbackIds }) => deliveries.wake(callbackIds),
    standing: ({ call }) =>
      void deliveries.standing().then(
        (standing) => say({ says: 'stands', call, standing }),
        ({ message }: Error) => say({ says: 'stands', call, error: message }),
      ),
    // However it ends: the others are to be stopped too, and what is left ends with the thread.
    stop: () =>
      void deliveries
        .stop()
        .catch((error) => log.error({ err: error }, 'deliveries did not stop as they should'))
        .finally(() => say({ says: 'stopped' })),
  };
  port.on('message', (words: CloudWord[]) => {
    for (const word of words) hear(hearing, word);
  });
  tellLag((lagS) => say({ says: 'lag', lagS }));
  say({ says: 'open' });
}

if (parentPort) {
  const port = parentPort;
  try {
    runDeliverer(workerData as DelivererConfig, port);
  } catch (error) {
    port.postMessage([{ says: 'closed', error: (error as Error).message }] satisfies DelivererWord[]);
  }
}
