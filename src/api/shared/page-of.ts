import type { FastifyRequest } from 'fastify';
import { link } from '../present/links.ts';
import { describePage, type PageRequest, type PagingQuery, type ReadPage, readPage } from './paging.ts';

type Query = PagingQuery & Record<string, unknown>;

/** One page of a list that is at hand as a whole. */
export function pageOf<Item>(
  items: readonly Item[],
  options: { request: FastifyRequest; pageSizeMax: number; self: string },
) {
  const page = readPage(options.request.query as Query, options.pageSizeMax);
  const start = page.anchor.at === 'end' ? Math.max(0, items.length - page.limit) : page.index;
  const hasMore = start + page.limit < items.length;
  return {
    items: items.slice(start, start + page.limit),
    envelope: envelope(page, { total: items.length, hasMore, self: options.self, request: options.request }),
  };
}

type Envelope = ReadPage & { self: string; request: FastifyRequest };

/** Numbers and links of a page. `pageToken` comes last in every link: some clients cut there. */
export function envelope(page: PageRequest, { self, request, ...read }: Envelope) {
  const { tokens, ...numbers } = describePage(page, read);
  const href = (token?: string) => link(`${self}${queryOf(request, token)}`);
  const given = (request.query as Query).pageToken;
  const [first, next, prev, last] = [tokens.first, tokens.next, tokens.prev, tokens.last];
  return {
    _links: {
      self: href(given),
      first: href(first),
      ...(prev === undefined ? {} : { prev: href(prev) }),
      ...(next === undefined ? {} : { next: href(next) }),
      last: href(last),
    },
    ...numbers,
  };
}

/** The query of the request, with a page token in the place of the other paging parameters. */
function queryOf(request: FastifyRequest, token: string | undefined): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query as Query)) {
    const isReplaced =
      name === 'pageToken' || (token !== undefined && (name === 'indexRange' || name === 'pageSize'));
    if (isReplaced) continue;
    for (const one of [value].flat()) query.append(name, String(one));
  }
  if (token !== undefined) query.append('pageToken', token);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
