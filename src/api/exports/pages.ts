import { bodyOf } from '../shared/bodies/json-text.ts';
import type { Element } from './exports.ts';

type Body = { _links?: { next?: { href: string } }; _embedded?: Record<string, Element[]>; total?: number };

/** Asks for a page; `pageToken` finds the pages after the first. */
type AskPage = (paging: { pageToken?: string }) => Promise<object>;

/** All elements of a list, page by page as they are asked for; a single resource is its only element. */
export async function* allPages(askPage: AskPage): AsyncGenerator<readonly Element[]> {
  let pageToken: string | undefined;
  do {
    const body = bodyOf(await askPage(pageToken === undefined ? {} : { pageToken })) as Body;
    yield elementsOf(body);
    pageToken = nextToken(body);
  } while (pageToken !== undefined);
}

function elementsOf(body: Body): readonly Element[] {
  if (body.total === undefined) return [body as Element];
  return Object.values(body._embedded ?? {})[0] ?? [];
}

function nextToken({ _links: { next } = {} }: Body): string | undefined {
  return next && (new URL(next.href).searchParams.get('pageToken') ?? undefined);
}
