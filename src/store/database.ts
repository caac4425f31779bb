import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Log } from '../lib/log.ts';
import { openPool } from './pool.ts';
import type { Tables } from './tables.ts';

export type Database = {
  url: string;
  pool: pg.Pool;
  query: Kysely<Tables>;
  stop(): Promise<void>;
};

/** A pool of connections for reads and small writes. Queries give up after 30 s. */
export function openDatabase(options: { url: string; size: number; log: Log }): Database {
  let isStopping = false;
  const pool = openPool({
    ...options,
    name: 'roadwire',
    // Plans do not depend on whose data is asked for, and making one takes longer than most reads.
    settings: { plan_cache_mode: 'force_generic_plan' },
    onIdleBroke(error) {
      if (!isStopping) options.log.warn({ err: error }, 'an idle database connection broke');
    },
  });
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    url: options.url,
    pool,
    query,
    stop() {
      isStopping = true;
      return query.destroy();
    },
  };
}

const deadlock = '40P01';
const attemptsMax = 4;

/**
 * Does several things in one transaction; where one is open already, in that. Two that wait for each other's rows are
 * no fault of either: the one that the database ends is done again, so `work` leaves nothing behind but its rows.
 */
export async function inTransaction<Result>(
  database: Database,
  work: (inside: Database) => Promise<Result>,
): Promise<Result> {
  if (database.query.isTransaction) return work(database);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.query.transaction().execute((query) => work({ ...database, query }));
    } catch (error) {
      if ((error as { code?: unknown }).code !== deadlock || attempt === attemptsMax) throw error;
    }
  }
}
