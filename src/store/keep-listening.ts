import pg from 'pg';
import type { Log } from '../lib/log.ts';
import { waitOr } from '../lib/wait.ts';

const afterFailureMs = 1000;

type Options = {
  url: string;
  /** Of the connection. */
  name: string;
  channel: string;
  /** What is not noticed while the database is away, for the log. */
  what: string;
  onNotice(payload: string): void;
  /** Called when it listens, for the first time or again: what was told before that is lost. */
  onListening(client: pg.Client): void;
  /** Called when it listens no more. */
  onLost?(): void;
  log: Log;
};

/** Listens to notices of the database on a connection of its own, which is made anew when it breaks. */
export function keepListening(options: Options): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let listener: pg.Client | undefined;

  /** Resolves when the connection is gone. */
  async function listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: options.url,
      application_name: options.name,
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
      keepAlive: true,
    });
    listener = client;
    const ended = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', resolve);
    });
    client.on('notification', ({ payload = '' }) => options.onNotice(payload));
    const begin = async () => {
      await client.connect();
      await client.query(`listen ${options.channel}`);
      options.onListening(client);
      await ended;
    };
    try {
      // A connection that is ended while it is being made resolves nothing.
      await Promise.race([begin(), ended]);
    } finally {
      options.onLost?.();
      await client.end().catch(() => undefined);
    }
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      await listen().catch((error) => options.log.warn({ err: error }, `${options.what}; it is tried again`));
      await waitOr(afterFailureMs, stopping.signal);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await listener?.end().catch(() => undefined);
      await running;
    },
  };
}
