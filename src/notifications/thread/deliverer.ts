import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../lib/clock.ts';
import { createCarriedLog } from '../../lib/thread/carried-log.ts';
import { type Hearing, hear } from '../../lib/thread/hear.ts';
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
  const deliveries = startDeliveries({
    ...config,
    channels: openChannels(config, systemClock),
    count: (...what) => say({ says: 'count', what }),
    clock: systemClock,
    log: createCarriedLog(config.logLevel, (line) => say({ says: 'log', line })),
  });
  const hearing: Hearing<CloudWord> = {
    wake: ({ callbackIds }) => deliveries.wake(callbackIds),
    standing: ({ call }) =>
      void deliveries.standing().then(
        (standing) => say({ says: 'stands', call, standing }),
        ({ message }: Error) => say({ says: 'stands', call, error: message }),
      ),
    stop: () => void deliveries.stop().then(() => say({ says: 'stopped' })),
  };
  port.on('message', (words: CloudWord[]) => {
    for (const word of words) hear(hearing, word);
  });
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
