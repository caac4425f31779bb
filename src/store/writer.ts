import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Log } from '../lib/log.ts';

/** Any number, the same in every Roadwire: one process at a time writes what the vehicles of a lane send. */
const writerLock = 7_244_892;

/**
 * This connection only looks single keys up, in tables that grow faster than their statistics: without this
 * the planner reads a day's partition from end to end for each batch, or plans each one anew.
 */
const pointLookups = `set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off;
  set plan_cache_mode = force_generic_plan`;

/** A statement that takes longer than this is given up, and its connection with it. */
const patienceMs = 60_000;

/** Another Roadwire takes in messages on the same database. */
export class WriterTakenError extends Error {
  override name = 'WriterTakenError';
}

/** Up to so many rows a statement inserts at once: COPY asks the database once more. */
export const fewRows = 256;

/** The connection of the transaction in progress. */
export type Transaction = {
  /** Prepared once for each text: planning costs more than running. */
  query(text: string, values: unknown[]): Promise<pg.QueryResult>;
  /** `COPY table (columns) FROM STDIN (FORMAT binary)` of a stream made by `copyRows`. */
  copy(target: string, data: Buffer): Promise<void>;
};

/** The one connection that writes what the vehicles of a lane send. It holds a lock for as long as it lives. */
export type Writer = {
  /** Connects and takes the lock. Throws `WriterTakenError`. */
  open(): Promise<void>;
  /** Runs a query outside a transaction; prepared likewise. */
  query<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]>;
  /** Commits when `work` returns; after any error the connection is thrown away and made anew at the next use. */
  transaction(work: (transaction: Transaction) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
};

/** `onLost` is called when the connection, and with it the lock, is gone. */
export function createWriter(options: { url: string; lane: number; log: Log; onLost?: () => void }): Writer {
  let client: pg.Client | undefined;

  /** Whoever takes the lock next may write: what is cached of the database holds only while we have it. */
  function lose(broken: pg.Client): void {
    if (client !== broken) return;
    client = undefined;
    options.onLost?.();
  }

  async function connect(): Promise<pg.Client> {
    if (client) return client;
    const fresh = new pg.Client({
      connectionString: options.url,
      application_name: 'roadwire ingest',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      query_timeout: patienceMs,
    });
    fresh.on('error', (error) => {
      options.log.warn({ err: error }, 'the ingest connection to the database broke');
      lose(fresh);
    });
    await fresh.connect();
    await takeLock(fresh, options.lane);
    await fresh.query(`${pointLookups}; set roadwire.lane = '${options.lane}'`);
    client = fresh;
    return fresh;
  }

  async function discard(): Promise<void> {
    const broken = client;
    if (!broken) return;
    lose(broken);
    await broken.end().catch((error) => options.log.debug({ err: error }, 'closing a broken connection'));
  }

  return {
    open: async () => void (await connect()),
    query: async (text, values) => {
      const connection = await connect();
      return (await connection.query({ name: nameOf(text), text, values })).rows;
    },
    transaction: async (work) => {
      const connection = await connect();
      try {
        await connection.query('begin');
        await work({
          query: (text, values) => connection.query({ name: nameOf(text), text, values }),
          copy: (target, data) => copy(connection, target, data),
        });
        await connection.query('commit');
      } catch (error) {
        await discard();
        throw error;
      }
    },
    stop: discard,
  };
}

const names = new Map<string, string>();

/** Name of a prepared statement. The texts are few: they stand in the code. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `statement-${names.size}`;
  names.set(text, name);
  return name;
}

/** Waits a little: the connection of a Roadwire that just crashed may take a moment to end. */
async function takeLock(client: pg.Client, lane: number): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const { rows } = await client.query('select pg_try_advisory_lock($1, $2) as taken', [writerLock, lane]);
    if (rows[0]?.taken) return;
    await delay(150);
  }
  await client.end();
  throw new WriterTakenError('another Roadwire takes in messages on this database: stop it first');
}

async function copy(client: pg.Client, target: string, data: Buffer): Promise<void> {
  const stream = client.query(copyFrom(`copy ${target} from stdin (format binary)`));
  const overdue = new AbortController();
  const timer = setTimeout(() => overdue.abort(), patienceMs);
  try {
    stream.end(data);
    await once(stream, 'finish', { signal: overdue.signal });
  } finally {
    clearTimeout(timer);
  }
}
