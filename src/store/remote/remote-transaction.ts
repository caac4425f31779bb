import type pg from 'pg';
import type { Database } from '../database.ts';

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

/** Commits when `work` resolves; after any error nothing has happened, unless it came with the commit itself. */
export async function inRemoteTransaction<Result>(
  { pool }: Pick<Database, 'pool'>,
  work: (querying: Querying) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let isWhole = false;
  try {
    await client.query(begin);
    const result = await work({
      query: (text, values) => client.query({ name: nameOf(text), text, values }),
    });
    await client.query('commit');
    isWhole = true;
    return result;
  } finally {
    // What has failed in a transaction is closed, not given back.
    client.release(!isWhole);
  }
}
