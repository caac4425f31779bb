import type pg from 'pg';
import type { Log } from '../../lib/log.ts';
import { waitOr } from '../../lib/wait.ts';
import { keepListening } from '../keep-listening.ts';
import { deliveriesChannel } from './notifications.ts';

/** Any number, the same in every Roadwire: one process at a time delivers. */
const deliveryLock = 7_244_893;

const lookEveryMs = 1000;

type Options = {
  url: string;
  /** From now on this process delivers, until `onLost`. */
  onHeld(): void;
  onLost(): void;
  /** Something was queued for a callback, or it was changed. */
  onNotice(what: 'queued' | 'changed', callbackId: number): void;
  log: Log;
};

/**
 * Sees to it that of all Roadwires on a database one delivers: nothing is sent twice by two. Another takes over as soon
 * as the connection of the one is gone.
 */
export function holdDeliveryLock(options: Options): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let current: pg.Client | undefined;
  let isHeld = false;

  async function take(client: pg.Client): Promise<void> {
    while (current === client && !stopping.signal.aborted) {
      const { rows } = await client.query('select pg_try_advisory_lock($1) as taken', [deliveryLock]);
      if (rows[0]?.taken) {
        if (current !== client) return;
        isHeld = true;
        return options.onHeld();
      }
      await waitOr(lookEveryMs, stopping.signal);
    }
  }

  const listening = keepListening({
    url: options.url,
    name: 'roadwire deliveries',
    channel: deliveriesChannel,
    what: 'nothing is delivered',
    onNotice(payload) {
      const [what, callbackId] = payload.split(' ');
      if (what === 'queued' || what === 'changed') options.onNotice(what, Number(callbackId));
    },
    onListening(client) {
      current = client;
      take(client).catch((error) => {
        options.log.debug({ err: error }, 'the lock of the deliveries was not taken');
        return client.end();
      });
    },
    onLost() {
      current = undefined;
      if (isHeld) options.onLost();
      isHeld = false;
    },
    log: options.log,
  });
  return {
    async stop() {
      stopping.abort();
      await listening.stop();
    },
  };
}
