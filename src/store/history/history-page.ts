import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';
import { runPrepared } from '../prepared.ts';

/** Some JSON of a row of the history. `at`, epoch milliseconds, and `key` are its place in the order of rows. */
export type HistoryJson = {
  at: number;
  key: string;
  /** The mode it was written under. */
  privacy: 'None' | 'Geolocation' | 'Full';
  json: string;
};

/** Rows that come as one: each by itself would cost the driver more than what is in it, all in one the database. */
const rowsInOne = 64;

/**
 * The rows of a query over the history that gives `at`, `key`, `privacy` and `json` of each, in its order. The JSON
 * in the database has no line breaks. The order is made sure of here: the database would sort all the texts for it.
 */
export async function readHistoryPage(database: Database, page: RawBuilder<unknown>): Promise<HistoryJson[]> {
  const many = await runPrepared<{ heads: string; texts: string }>(
    database,
    sql`select string_agg(number || ' ' || (date_part('epoch', at) * 1000)::bigint || ' ' || key || ' ' || privacy, ' ') as heads,
        string_agg(json, E'\n') as texts
      from (select *, row_number() over () as number from (${page}) page) numbered
      group by (number - 1) / ${sql.lit(rowsInOne)}`,
  );
  const rows = many.flatMap(({ heads, texts }) => {
    const fields = heads.split(' ');
    return texts.split('\n').map((json, row) => ({
      number: Number(fields[4 * row]),
      at: Number(fields[4 * row + 1]),
      key: fields[4 * row + 2] as string,
      privacy: fields[4 * row + 3] as HistoryJson['privacy'],
      json,
    }));
  });
  return rows.sort((one, other) => one.number - other.number);
}
