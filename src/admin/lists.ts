import { type TSchema, Type } from 'typebox';
import { ApiError } from '../api/shared/errors.ts';
import { filtersFrom, keysetPage } from '../api/shared/lists/page-of.ts';
import { type Filters, pagingQuery } from '../api/shared/lists/paging.ts';
import type { Listing } from '../store/registry/listing.ts';
import type { Ask } from './operation.ts';

const pageSizeMax = 200;

/** The parameters of a list: of its page, and filters that are texts. */
export function listQuery<Names extends string>(filters: Record<Names, string>) {
  const texts = Object.entries<string>(filters).map(([name, description]) => [
    name,
    Type.Optional(Type.String({ maxLength: 320, description })),
  ]);
  return { ...pagingQuery(pageSizeMax), ...(Object.fromEntries(texts) as Record<Names, TSchema>) };
}

type List<Row, Names extends string> = {
  path: string;
  /** Name of the elements under `_embedded`. */
  key: string;
  filters: Record<Names, string>;
  /** What tells rows apart: a number, or a text of letters and digits. */
  keyForm?: 'number' | 'id';
  listing(filter: Partial<Record<Names, string>>): Listing<Row>;
  present(row: Row): object;
};

/** One page of a list of the operator's. */
export function readList<Row, Names extends string>(ask: Ask, list: List<Row, Names>): Promise<object> {
  const names = Object.keys(list.filters) as Names[];
  const of = (filters: Filters) => list.listing(onlyTexts(filters, names));
  return keysetPage<Row>(ask, {
    self: `${ask.root}${list.path}`,
    key: list.key,
    pageSizeMax,
    keyForm: list.keyForm ?? 'number',
    filters: filtersFrom(ask.query, names),
    count: (filters) => of(filters).count(),
    read: (slice, filters) => of(filters).read(slice),
    keyOf: (row) => of({}).keyOf(row),
    present: (rows) => rows.map(list.present),
  });
}

/** Filters as a request or a page token has them; a token may have been changed. Throws `ApiError`. */
function onlyTexts<Names extends string>(filters: Filters, names: readonly Names[]) {
  const texts: Partial<Record<Names, string>> = {};
  for (const name of names) {
    const value = filters[name]?.[0];
    if (value === undefined) continue;
    if (value.includes('\0')) throw new ApiError('badParameter', `${name}: expected no zero characters`);
    texts[name] = value;
  }
  return texts;
}
