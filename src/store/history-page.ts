import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { runPrepared } from './prepared.ts';

/** A row of the history: where it is in the order of time and key, the privacy mode it was written under, some JSON of it. */
export type HistoryJson = {
  at: number;
  key: string;
  privacy: 'None' | 'Geolocation' | 'Full';
  json: string;
};

/** Rows that come as one: a row by itself costs the driver more than what is in it, much text the database. */
const rowsInOne = 64;

/**
 * Runs a query over the history, many of its rows in one; `page` gives `at`, `key`, `privacy` and `json` of rows in
 * their order. No JSON that is written has line breaks.
 */
export async function readHistoryPage(database: Database, page: RawBuilder<unknown>): Promise<HistoryJson[]> {
  const many = await runPrepared<{ heads: string; texts: string }>(
    database,
    sql`select string_agg((date_part('epoch', at) * 1000)::bigint || ' ' || key || ' ' || privacy, ' ') as heads,
        string_agg(json, E'\n') as texts
      from (select *, (row_number() over () - 1) / ${sql.lit(rowsInOne)} as part from (${page}) page) numbered
      group by part order by part`,
  );
  return many.flatMap(({ heads, texts }) => {
    const fields = heads.split(' ');
    return texts.split('\n').map((json, row) => {
      const [at, key, privacy] = fields.slice(3 * row, 3 * row + 3) as [
        string,
        string,
        HistoryJson['privacy'],
      ];
      return { at: Number(at), key, privacy, json };
    });
  });
}
