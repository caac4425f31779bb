import pg from 'pg';

/** bigint columns hold ids and counts, which stay far below 2^53; keys are asked for as text where they matter. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

type Options = {
  url: string;
  /** Connections at most. */
  size: number;
  /** Of the connections, as the database shows it. */
  name: string;
  /** Of PostgreSQL, for these connections. */
  settings: Record<string, string>;
  /** Whether queries of a connection are sent without waiting for the answers to those before. */
  isPipelined?: boolean;
  onIdleBroke(error: Error): void;
};

/**
 * A pool of connections; queries give up after 30 s. An idle connection that breaks is replaced at its next use. One
 * that breaks while it is lent, but between two queries, fails the next of them. Without listeners either would end
 * the process.
 */
export function openPool({ url, size, name, settings, isPipelined = false, onIdleBroke }: Options): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    pipeline: isPipelined,
    options: Object.entries(settings)
      .map(([setting, value]) => `-c ${setting}=${value}`)
      .join(' '),
  });
  pool.on('error', onIdleBroke);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
