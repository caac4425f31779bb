import type { Key, Slice } from '../../../store/slice.ts';
import { link } from '../../present/links.ts';
import type { Ask, SeenFleet } from '../ask.ts';
import { JsonText, listBody } from '../bodies/json-text.ts';
import { ApiError } from '../errors.ts';
import {
  cutPage,
  describePage,
  type Filters,
  type KeyForm,
  type PageRequest,
  type PagingQuery,
  type ReadPage,
  readPage,
} from './paging.ts';

type Query = PagingQuery & Record<string, unknown>;

/** A fleet owner's list is seen with the eyes of a profile. */
type ListAsk = Pick<Ask, 'query'> & { fleet?: Pick<SeenFleet, 'profile'> };

/** What a list is: where it is, under which key its elements are, and what may be asked of it. */
type List = {
  /** Address of the list. */
  self: string;
  /** Name of the elements under `_embedded`. */
  key: string;
  pageSizeMax?: number;
  /** The filters of the request; those of a page token take their place. */
  filters?: Filters;
};

/** A list that the database gives page by page. */
type KeysetList<Row> = List & {
  /** What tells elements of equal times apart. */
  keyForm?: KeyForm;
  count(filters: Filters): Promise<number>;
  /** How many come after an element, of a list that takes long to count: what was read is not counted again. */
  countAfter?(key: Key, filters: Filters): Promise<number>;
  /** The rows of a slice in the order of the list. */
  read(slice: Slice, filters: Filters): Promise<readonly Row[]>;
  keyOf(row: Row): Key;
  /** Objects, or `JsonText` all of them. */
  present(rows: readonly Row[], filters: Filters): Promise<readonly object[]> | readonly object[];
};

/** One page of a list in the database, found by its neighbour where a page token says so. */
export async function keysetPage<Row>(ask: ListAsk, list: KeysetList<Row>): Promise<object> {
  const page = readPage(ask.query as Query, list.pageSizeMax ?? 60, list.keyForm);
  return asked(page, () => readKeyset(ask, list, page));
}

async function readKeyset<Row>(ask: ListAsk, list: KeysetList<Row>, page: PageRequest): Promise<object> {
  const filters = page.filters ?? list.filters ?? {};
  const { index, limit, anchor } = page;
  const reading = list.read({ index, anchor, limit: limit + 1 }, filters);
  const [total, { rows, hasMore, elements }] = await Promise.all([
    page.total ?? totalOf(list, page, { filters, reading }),
    presented(list, page, { filters, reading }),
  ]);
  const [first, last] = [rows[0], rows.at(-1)];
  const keys = first && last ? { keys: { first: list.keyOf(first), last: list.keyOf(last) } } : {};
  const head = envelope(ask, page, { total, hasMore, filters, self: list.self, ...keys });
  return elements[0] instanceof JsonText
    ? listBody(head, list.key, elements as readonly JsonText[])
    : { ...head, _embedded: { [list.key]: elements } };
}

/** The rows of a page as they come, and one more where there is one. */
type Reading<Row> = { filters: Filters; reading: Promise<readonly Row[]> };

/** Elements in the whole list. */
async function totalOf<Row>(
  list: KeysetList<Row>,
  { index, limit }: PageRequest,
  { filters, reading }: Reading<Row>,
): Promise<number> {
  if (!list.countAfter) return list.count(filters);
  const read = await reading;
  const last = read.at(-1);
  if (!last) return index === 0 ? 0 : list.count(filters);
  const after = read.length > limit ? await list.countAfter(list.keyOf(last), filters) : 0;
  return index + read.length + after;
}

async function presented<Row>(list: KeysetList<Row>, page: PageRequest, { filters, reading }: Reading<Row>) {
  const { items: rows, hasMore } = cutPage(page, await reading);
  return { rows, hasMore, elements: await list.present(rows, filters) };
}

/** Filters that came in a page token and are wrong are a wrong token: nobody gave them as parameters. */
async function asked(page: PageRequest, read: () => Promise<object>): Promise<object> {
  try {
    return await read();
  } catch (error) {
    const isOfToken = page.filters && error instanceof ApiError && error.error === 'badParameter';
    throw isOfToken ? new ApiError('badPageToken') : error;
  }
}

/** A list that is at hand as a whole. */
type WholeList<Item> = List & {
  items(filters: Filters): readonly Item[];
  present(item: Item, filters: Filters): object;
};

/** One page of a list that is at hand as a whole. */
export function pageOf<Item>(ask: ListAsk, list: WholeList<Item>): object {
  const page = readPage(ask.query as Query, list.pageSizeMax ?? 60);
  const filters = page.filters ?? list.filters ?? {};
  const items = list.items(filters);
  const start = page.anchor.at === 'end' ? Math.max(0, items.length - page.limit) : page.index;
  const hasMore = start + page.limit < items.length;
  const shown = items.slice(start, start + page.limit).map((item) => list.present(item, filters));
  return {
    ...envelope(ask, page, { total: items.length, hasMore, filters, self: list.self }),
    _embedded: { [list.key]: shown },
  };
}

/** The filters among the parameters of a request: those that are there, each as a list. */
export function filtersFrom(query: object, names: readonly string[]): Filters {
  const given = names.flatMap((name) => {
    const value = (query as Record<string, unknown>)[name];
    return value === undefined ? [] : [[name, [value].flat().map(String)]];
  });
  return Object.fromEntries(given) as Filters;
}

/** Numbers and links of a page. `pageToken` comes last in every link: some clients cut there. */
function envelope(
  { query, fleet }: ListAsk,
  page: PageRequest,
  { self, ...read }: ReadPage & { self: string },
) {
  const { tokens, ...numbers } = describePage(page, { ...read, profile: fleet?.profile });
  const href = (token?: string) => link(`${self}${queryOf(query as Query, token)}`);
  const { pageToken } = query as Query;
  const { first, next, prev, last } = tokens;
  return {
    _links: {
      self: href(pageToken),
      first: href(first),
      ...(prev === undefined ? {} : { prev: href(prev) }),
      ...(next === undefined ? {} : { next: href(next) }),
      last: href(last),
    },
    ...numbers,
  };
}

/** The query of the request, with a page token in the place of the other paging parameters. */
function queryOf(given: Query, token: string | undefined): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) {
    const isReplaced =
      name === 'pageToken' || (token !== undefined && (name === 'indexRange' || name === 'pageSize'));
    if (isReplaced) continue;
    for (const one of [value].flat()) query.append(name, String(one));
  }
  if (token !== undefined) query.append('pageToken', token);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
