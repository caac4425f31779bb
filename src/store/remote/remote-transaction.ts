import type pg from 'pg';
import type { Log } from '../../lib/log.ts';
import { openPool } from '../pool.ts';

/** The connection of a transaction in progress; statements are prepared. */
export type Querying = {
  query<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<pg.QueryResult<Row>>;
};

const names = new Map<string, string>();

/** Name of a prepared statement. The texts are few: they stand in the code. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `remote-${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * What is looked up here are single keys, in tables that grow faster than their statistics: without this the planner
 * would read them from end to end.
 */
const begin = `begin; set local enable_seqscan = off; set local enable_hashjoin = off;
  set local enable_mergejoin = off`;

export type RemoteTransactions = {
  /** Commits when `work` resolves; after any error nothing has happened, unless it came with the commit itself. */
  run<Result>(work: (querying: Querying) => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
};

/** Statements are sent as they come: those that are asked together go together. */
export function openRemotePool({ url, log }: { url: string; log: Log }): pg.Pool {
  return openPool({
    url,
    size: 1,
    name: 'roadwire remotes',
    settings: { plan_cache_mode: 'force_generic_plan' },
    isPipelined: true,
    onIdleBroke: (error) => log.warn({ err: error }, 'an idle connection of the remote actions broke'),
  });
}

export function createRemoteTransactions(pool: pg.Pool): RemoteTransactions {
  return {
    async run(work) {
      const client = await pool.connect();
      let isWhole = false;
      try {
        const began = client.query(begin);
        const working = work({ query: (text, values) => client.query({ name: nameOf(text), text, values }) });
        const [result] = await Promise.all([working, began]);
        await client.query('commit');
        isWhole = true;
        return result;
      } finally {
        // What has failed in a transaction is closed, not given back.
        client.release(!isWhole);
      }
    },
    stop: () => pool.end(),
  };
}
