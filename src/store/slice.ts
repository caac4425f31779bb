import { type RawBuilder, sql } from 'kysely';

/** Where an element stands in the order of a list: its time and what tells equal times apart. */
export type Key = readonly [at: number, id: string];

/** Where a page begins: counted from the start of the list, after or before an element, or so that it ends the list. */
export type Anchor = { at: 'index' } | { at: 'after'; key: Key } | { at: 'before'; key: Key } | { at: 'end' };

/** One page of a list. Found by its neighbour it costs the same anywhere in the list. */
export type Slice = { index: number; limit: number; anchor: Anchor };

export function isBackwards({ anchor }: Slice): boolean {
  return anchor.at === 'before' || anchor.at === 'end';
}

/**
 * The end of a query for one page: what is beyond the anchor, the order, the limit. `columns` are those of
 * the key in their order; `values` makes a key comparable with them. Backward pages come in reverse: `inOrder`.
 */
export function sliced(
  slice: Slice,
  {
    columns,
    values,
    isNewestFirst = false,
  }: {
    columns: readonly RawBuilder<unknown>[];
    values(key: Key): readonly RawBuilder<unknown>[];
    /** The list goes down all columns instead of up. */
    isNewestFirst?: boolean;
  },
) {
  const { anchor, index, limit } = slice;
  const direction = isBackwards(slice) !== isNewestFirst ? sql`desc` : sql`asc`;
  const order = sql.join(columns.map((column) => sql`${column} ${direction}`));
  const offset = anchor.at === 'index' && index > 0 ? sql`offset ${index}` : sql``;
  const row = sql`(${sql.join(columns)})`;
  const beyond = () => {
    if (anchor.at !== 'after' && anchor.at !== 'before') return sql``;
    const isUpwards = (anchor.at === 'after') !== isNewestFirst;
    return sql`and ${row} ${isUpwards ? sql`>` : sql`<`} (${sql.join(values(anchor.key))})`;
  };
  return { beyond: beyond(), rest: sql`order by ${order} limit ${limit} ${offset}` };
}

/** The rows of a page in the order of the list. */
export function inOrder<Row>(slice: Slice, rows: Row[]): Row[] {
  return isBackwards(slice) ? rows.reverse() : rows;
}
