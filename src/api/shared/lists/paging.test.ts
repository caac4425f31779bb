import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Key } from '../../../store/slice.ts';
import { ApiError } from '../errors.ts';
import { cutPage, describePage, type PageRequest, type PagingQuery, readPage } from './paging.ts';

/** A list in memory, read as the database reads its history. */
function pageOf(list: readonly number[], page: PageRequest) {
  const { anchor, index, limit } = page;
  const wanted = limit + 1;
  const place = (key: Key) => list.indexOf(Number(key[1]));
  const slices = {
    index: () => list.slice(index, index + wanted),
    after: (key: Key) => list.slice(place(key) + 1, place(key) + 1 + wanted),
    before: (key: Key) => list.slice(Math.max(0, place(key) - wanted), place(key)),
    end: () => list.slice(-wanted),
  };
  const read = 'key' in anchor ? slices[anchor.at](anchor.key) : slices[anchor.at]();
  const { items, hasMore } = cutPage(page, read);
  const [first, last] = [items[0], items.at(-1)];
  const keyOf = (item: number): Key => [0, String(item)];
  const keys =
    first === undefined || last === undefined ? {} : { keys: { first: keyOf(first), last: keyOf(last) } };
  return { items, ...describePage(page, { total: page.total ?? list.length, hasMore, ...keys }) };
}

function open(list: readonly number[], query: PagingQuery) {
  return pageOf(list, readPage(query, 2000));
}

type Opened = ReturnType<typeof open>;

/** The pages from one on, following one kind of link. */
function walk(list: readonly number[], from: Opened, link: 'next' | 'prev'): Opened[] {
  const pages = [from];
  for (let token = from.tokens[link]; token !== undefined; token = pages.at(-1)?.tokens[link])
    pages.push(open(list, { pageToken: token }));
  return pages;
}

const itemsOf = (pages: readonly Opened[]) => pages.map(({ items }) => items);

const query = fc.record({
  size: fc.integer({ min: 0, max: 40 }),
  pageSize: fc.integer({ min: 1, max: 12 }),
  first: fc.integer({ min: 0, max: 45 }),
  length: fc.option(fc.integer({ min: 0, max: 45 })),
});

describe('pages', () => {
  it('walked forward and backward give what indexRange cuts out, each element once', () => {
    fc.assert(
      fc.property(query, ({ size, pageSize, first, length }) => {
        const list = Array.from({ length: size }, (_, index) => index);
        const end = length === null ? undefined : first + length;
        const expected = list.slice(first, end === undefined ? undefined : end + 1);
        const start = open(list, { indexRange: `${first}-${end ?? ''}`, pageSize });
        const forward = walk(list, start, 'next');
        const last = forward.at(-1) ?? start;
        expect(start.tokens).not.toHaveProperty('prev');
        expect(itemsOf(forward).flat()).toEqual(expected);
        expect(last.currentPage).toBe(last.totalPage);
        expect(last).toMatchObject({
          totalPage: Math.max(1, Math.ceil(expected.length / pageSize)),
          total: size,
        });
        expect(itemsOf(walk(list, last, 'prev')).reverse()).toEqual(itemsOf(forward));
        expect(open(list, { pageToken: last.tokens.last }).items).toEqual(last.items);
        expect(open(list, { pageToken: last.tokens.first }).items).toEqual(start.items);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [{}, { index: 0, limit: 60 }],
    [{ indexRange: '5' }, { index: 5, limit: 60 }],
    [{ indexRange: '5-' }, { index: 5, limit: 60 }],
    [{ indexRange: '0-9' }, { index: 0, limit: 10 }],
    [{ indexRange: '3-3' }, { index: 3, limit: 1 }],
    [
      { indexRange: '0-99', pageSize: 20 },
      { index: 0, limit: 20 },
    ],
  ])('%j asks for %j', (given, expected) => {
    expect(readPage(given, 60)).toMatchObject(expected);
  });

  it('a range from end to start is refused', () => {
    expect(() => readPage({ indexRange: '5-2' }, 60)).toThrow('first-last in this order');
  });

  it('a token brings its filters along', () => {
    const filters = { type: ['vehicle'], timestamps: ['2026-01-01T00:00:00Z/'] };
    const { tokens } = describePage(readPage({ pageSize: 1 }, 60), { total: 9, hasMore: true, filters });
    for (const pageToken of Object.values(tokens))
      expect(readPage({ pageToken }, 60).filters).toEqual(filters);
  });
});

describe('page tokens that are not ours', () => {
  it('are refused, and nothing else happens', () => {
    const number = fc.oneof(fc.integer(), fc.double(), fc.constant(null), fc.string());
    const key = fc.tuple(number, fc.oneof(fc.string(), fc.bigInt().map(String)));
    const forged = fc.record(
      {
        i: number,
        f: number,
        l: number,
        s: number,
        n: number,
        a: fc.record(
          { at: fc.constantFrom('index', 'after', 'before', 'end', 'x'), key },
          { requiredKeys: [] },
        ),
        q: fc.oneof(fc.object(), fc.constant(undefined)),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          forged.map((token) => JSON.stringify(token)),
          fc.string(),
        ),
        (text) => {
          try {
            const page = readPage({ pageToken: Buffer.from(text).toString('base64url') }, 60);
            expect(page.limit).toBeGreaterThanOrEqual(1);
            expect(page.limit).toBeLessThanOrEqual(60);
            expect(page.index).toBeGreaterThanOrEqual(page.first);
          } catch (error) {
            expect(error).toBeInstanceOf(ApiError);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
