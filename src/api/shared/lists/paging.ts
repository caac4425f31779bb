import { type Static, Type } from 'typebox';
import type { Profile } from '../../../auth/sight.ts';
import type { Anchor, Key, Slice } from '../../../store/slice.ts';
import { ApiError } from '../errors.ts';

/** The parameters of a list. */
export function pagingQuery(pageSizeMax: number) {
  return {
    indexRange: Type.Optional(
      Type.String({
        pattern: '^\\d{1,12}(-\\d{0,12})?$',
        description:
          'First and last index of what is wanted, counted from 0, both included; `5-` is from the sixth on',
      }),
    ),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: pageSizeMax, default: 60 })),
    pageToken: Type.Optional(
      Type.String({ maxLength: 8000, description: 'From a `next`, `prev`, `first` or `last` link' }),
    ),
  };
}

const querySchema = Type.Object(pagingQuery(60));
export type PagingQuery = Static<typeof querySchema>;

/** What to read: which elements of the list, and how to find the first of them; `index` counts in the whole list. */
export type PageRequest = Slice & {
  first: number;
  last: number;
  pageSize: number;
  /** Elements in the whole list, where the token brings it along. */
  total?: number;
  /** The filters of the first request, where the token brings them along. */
  filters?: Filters;
};

/** Query parameters that choose what is in the list. */
export type Filters = Partial<Record<string, string[]>>;

/** `p` is the profile of the list where it is not the one that holds when none is given. */
type Token = {
  i: number;
  f: number;
  l: number | null;
  s: number;
  n: number;
  a: Anchor;
  q?: Filters;
  p?: 'endUser';
};

/** What can tell elements of equal times apart: a number of 64 bits, or an id of the API. */
export type KeyForm = 'number' | 'id';

type Bounds = { pageSizeMax: number; keyForm: KeyForm };

/** Reads the paging parameters. A token carries the whole context and wins over the others. Throws `ApiError`. */
export function readPage(query: PagingQuery, pageSizeMax: number, keyForm: KeyForm = 'number'): PageRequest {
  if (query.pageToken !== undefined) return fromToken(query.pageToken, { pageSizeMax, keyForm });
  const [from = '0', to = ''] = (query.indexRange ?? '0-').split('-');
  const first = Number(from);
  const last = to === '' ? Number.POSITIVE_INFINITY : Number(to);
  if (last < first)
    throw new ApiError('badParameter', `indexRange: ${query.indexRange}, expected first-last in this order`);
  // Of an operation without this parameter it is a text that nobody has looked at: unknown parameters are ignored.
  const pageSize = typeof query.pageSize === 'number' ? query.pageSize : 60;
  return {
    first,
    last,
    pageSize,
    index: first,
    limit: Math.min(pageSize, last - first + 1),
    anchor: { at: 'index' },
  };
}

function fromToken(text: string, { pageSizeMax, keyForm }: Bounds): PageRequest {
  const token = parseToken(text);
  const { i: index, f: first, s: pageSize, n: total, a: anchor } = token;
  const last = token.l ?? Number.POSITIVE_INFINITY;
  const areNumbers = [index, first, token.l ?? 0, total].every(isCount) && isCount(pageSize);
  if (!areNumbers || pageSize < 1 || pageSize > pageSizeMax || index < first)
    throw new ApiError('badPageToken');
  if (!isAnchor(anchor, keyForm) || !isFilters(token.q) || !isProfile(token.p))
    throw new ApiError('badPageToken');
  const limit = Math.min(pageSize, Math.min(last, anchor.at === 'end' ? total - 1 : last) - index + 1);
  if (!(limit >= 1)) throw new ApiError('badPageToken');
  return { first, last, pageSize, total, index, limit, anchor, ...(token.q ? { filters: token.q } : {}) };
}

function parseToken(text: string): Token {
  try {
    return { ...(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Token) };
  } catch (error) {
    if (error instanceof SyntaxError) throw new ApiError('badPageToken');
    throw error;
  }
}

/** More than any list has, and than `indexRange` can say, with what a page adds to it. */
const countMax = 2e12;

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= countMax;
}

function isProfile(profile: unknown): boolean {
  return profile === undefined || profile === 'endUser';
}

/** The profile that a page token brings along; of one that is none of ours nothing: `readPage` refuses it. */
export function profileOfToken(text: unknown): Profile | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    return parseToken(text).p;
  } catch {
    return undefined;
  }
}

function isAnchor(anchor: unknown, keyForm: KeyForm): anchor is Anchor {
  const { at, key } = (anchor ?? {}) as { at?: unknown; key?: unknown };
  if (at === 'index' || at === 'end') return true;
  return (at === 'after' || at === 'before') && isKey(key, keyForm);
}

function isFilters(filters: unknown): boolean {
  if (filters === undefined) return true;
  if (typeof filters !== 'object' || filters === null || Array.isArray(filters)) return false;
  return Object.values(filters).every(
    (values) => Array.isArray(values) && values.every((one) => typeof one === 'string'),
  );
}

/** The end of 9999: nothing is later, and PostgreSQL still knows it. */
const latestMs = 253_402_300_799_999;

function isKey(key: unknown, keyForm: KeyForm): key is Key {
  if (!Array.isArray(key)) return false;
  const [at, id] = key;
  if (!Number.isSafeInteger(at) || at < 0 || at > latestMs) return false;
  if (typeof id !== 'string') return false;
  if (keyForm === 'id') return /^[\w-]{1,200}$/.test(id);
  return /^-?\d{1,19}$/.test(id) && BigInt.asIntN(64, BigInt(id)) === BigInt(id);
}

export type ReadPage = {
  total: number;
  /** Whether there was an element beyond the page, in the direction in which it was read. */
  hasMore: boolean;
  keys?: { first: Key; last: Key };
  filters?: Filters;
  /** Whose view the list is, where there are several. */
  profile?: Profile | undefined;
};

/** A page of which one element more was asked for, which tells whether there are more. */
export function cutPage<Item>({ anchor, limit }: Slice, read: readonly Item[]) {
  const items = isBackward(anchor) ? read.slice(-limit) : read.slice(0, limit);
  return { items, hasMore: read.length > limit };
}

const isBackward = ({ at }: Anchor) => at === 'before' || at === 'end';

/**
 * Whether there are pages around this one. What was found decides, not the count of the first page: elements
 * that came in since have moved the others on.
 */
function neighbours({ anchor, first, last, index, limit }: PageRequest, hasMore: boolean) {
  const hasNext = isBackward(anchor) ? anchor.at === 'before' : hasMore && index + limit <= last;
  const hasPrev = index > first || (isBackward(anchor) && hasMore && first === 0);
  return { hasNext, hasPrev };
}

/**
 * The numbers and links of a page that was read. `keys` are those of its first and last element; the filters
 * and the profile go into the tokens, because some clients send the token alone.
 */
export function describePage(request: PageRequest, read: ReadPage) {
  const { first, last, pageSize, index } = request;
  const count = Math.max(0, Math.min(read.total, last + 1) - first);
  const { hasNext, hasPrev } = neighbours(request, read.hasMore);
  const currentPage = Math.floor((index - first) / pageSize) + 1;
  const countedPages = Math.max(1, Math.ceil(count / pageSize));
  const token = (at: number, anchor: Anchor) =>
    encode({
      i: at,
      f: first,
      l: Number.isFinite(last) ? last : null,
      s: pageSize,
      n: read.total,
      a: anchor,
      ...(read.filters ? { q: read.filters } : {}),
      ...(read.profile === 'endUser' ? { p: read.profile } : {}),
    });
  const lastIndex = first + (countedPages - 1) * pageSize;
  const keyed = (at: 'after' | 'before', key: Key | undefined): Anchor =>
    key ? { at, key } : { at: 'index' };
  return {
    total: read.total,
    totalPage: Math.max(countedPages, currentPage + (hasNext ? 1 : 0)),
    currentPage,
    tokens: {
      first: token(first, { at: 'index' }),
      ...(hasNext ? { next: token(index + pageSize, keyed('after', read.keys?.last)) } : {}),
      ...(hasPrev
        ? { prev: token(Math.max(first, index - pageSize), keyed('before', read.keys?.first)) }
        : {}),
      last:
        count > 0 && read.total <= last + 1
          ? token(lastIndex, { at: 'end' })
          : token(lastIndex, { at: 'index' }),
    },
  };
}

function encode(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}
