import type { RawBuilder } from 'kysely';
import type pg from 'pg';
import type { Database } from './database.ts';

/** Texts that differ only by how many windows were asked for are not worth keeping on each connection. */
const namesMax = 500;
const names = new Map<string, string>();

/**
 * Runs a query that the connection remembers the plan of: over a history of two months of partitions planning
 * takes longer than a page. Texts come from the code, so there are few.
 */
export async function runPrepared<Row extends pg.QueryResultRow>(
  { pool, query }: Database,
  statement: RawBuilder<unknown>,
): Promise<Row[]> {
  const { sql: text, parameters } = statement.compile(query);
  const name = names.get(text) ?? (names.size < namesMax ? `read-${names.size}` : undefined);
  if (name !== undefined) names.set(text, name);
  const { rows } = await pool.query<Row>({
    ...(name === undefined ? {} : { name }),
    text,
    values: [...parameters],
  });
  return rows;
}
