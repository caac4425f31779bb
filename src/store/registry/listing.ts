import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';
import { inOrder, type Key, type Slice, sliced } from '../slice.ts';

/** A list of the operator's, page by page. */
export type Listing<Row> = {
  count(): Promise<number>;
  /** The rows of a slice in the order of the list. */
  read(slice: Slice): Promise<Row[]>;
  keyOf(row: Row): Key;
};

type Definition<Row> = {
  /** What is selected, and from which tables. */
  columns: RawBuilder<unknown>;
  from: RawBuilder<unknown>;
  where: readonly (RawBuilder<unknown> | undefined)[];
  /** What rows are ordered by, and which nothing else has. `newestFirst`: a number that is counted down. */
  key: RawBuilder<unknown>;
  keyOf(row: Row): string | number;
  newestFirst?: true;
};

export function listing<Row>({ query }: Database, definition: Definition<Row>): Listing<Row> {
  const { columns, from, key, keyOf, newestFirst } = definition;
  const conditions = definition.where.filter((one) => one !== undefined);
  const where = sql`true ${sql.join([sql``, ...conditions], sql` and `)}`;
  const ordered = newestFirst ? sql`-${key}` : key;
  return {
    async count() {
      const { rows } = await sql<{
        count: number;
      }>`select count(*) as count from ${from} where ${where}`.execute(query);
      return rows[0]?.count ?? 0;
    },
    async read(slice) {
      const { beyond, rest } = sliced(slice, {
        columns: [ordered],
        values: ([, id]) => [newestFirst ? sql`${id}::bigint` : sql`${id}`],
      });
      const { rows } =
        await sql<Row>`select ${columns} from ${from} where ${where} ${beyond} ${rest}`.execute(query);
      return inOrder(slice, rows);
    },
    keyOf: (row) => [0, String(newestFirst ? -keyOf(row) : keyOf(row))],
  };
}

/** Whether a text begins with another, or has it inside; capitals do not matter. */
export function beginsWith(text: RawBuilder<unknown>, beginning: string | undefined) {
  return beginning === undefined ? undefined : sql`starts_with(lower(${text}), lower(${beginning}))`;
}

export function contains(text: RawBuilder<unknown>, part: string | undefined) {
  return part === undefined ? undefined : sql`strpos(lower(${text}), lower(${part})) > 0`;
}

export function is(column: RawBuilder<unknown>, value: string | undefined) {
  return value === undefined ? undefined : sql`${column} = ${value}`;
}
