import type { Log } from '../../lib/log.ts';
import { waitOr } from '../../lib/wait.ts';
import type { Message, ReadMessage } from '../../model/report.ts';
import type { Database } from '../../store/database.ts';
import { listSilenced } from '../../store/erasure/pending-vehicles.ts';

/** Vehicles of which nothing is taken, as their data was deleted and nobody has linked them since. */
export type Silence = {
  has(vehicleId: number): boolean;
  /** Looks who is silenced now. Throws where the database does not answer. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
};

const refreshEveryMs = 2000;

/** Knows who is silenced before it returns; who has been linked again is heard after some seconds. */
export async function startSilence({ database, log }: { database: Database; log: Log }): Promise<Silence> {
  let silenced = new Set(await listSilenced(database));
  let refreshing: Promise<void> = Promise.resolve();
  const stopping = new AbortController();

  /** One after another: an older answer never takes the place of a newer one. */
  function refresh(): Promise<void> {
    refreshing = refreshing
      .catch(() => undefined)
      .then(async () => {
        silenced = new Set(await listSilenced(database));
      });
    return refreshing;
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      await waitOr(refreshEveryMs, stopping.signal);
      if (stopping.signal.aborted) return;
      await refresh().catch((error) => log.debug({ err: error }, 'not known who is silenced; tried again'));
    }
  })();
  return {
    has: (vehicleId) => silenced.has(vehicleId),
    refresh,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/**
 * Reads messages, but for those of silenced vehicles, of which nothing is left. It is asked within a batch: once a
 * vehicle is silenced and a batch of its lane is over, nothing of it is written any more.
 */
export function unlessSilenced(
  { has }: Pick<Silence, 'has'>,
  read: (message: Message) => ReadMessage,
): (message: Message) => ReadMessage {
  return (message) =>
    has(message.vehicleId) ? { message, source: 'silenced', reports: [], deadLetters: [] } : read(message);
}
