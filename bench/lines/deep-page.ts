import type { BenchContext } from '../bench-context.ts';
import { alternate, atLeast, type BenchLine } from '../bench-line.ts';
import { fetchDocument } from '../fetch-document.ts';
import type { History } from '../history/history.ts';
import { concurrentReaders, readRound } from './measure-pages.ts';

const deepPage = 1_000;

/** Page 1,000 of a vehicle's telemetry against page 1 (in the place of the floor): both by their links. */
export async function measureDeepPage(context: BenchContext): Promise<BenchLine> {
  const history = await context.history();
  const { first, deep, currentPage } = await findPages(history);
  const checks: BenchLine['checks'] = [
    { text: `page ${deepPage} says it is page ${currentPage}`, isRight: currentPage === deepPage },
  ];
  const read = async (name: string, url: string) => {
    const { headers } = history.world.fleet;
    const readers = Array.from({ length: concurrentReaders }, () => ({
      urls: [url],
      headers,
      follows: false,
    }));
    return (await readRound(context, { name, readers, everyMs: 0, checks })).figures;
  };
  const compared = await alternate(context.rounds, {
    floor: (round) => read(`page 1, ${round}`, first),
    product: (round) => read(`page ${deepPage}, ${round}`, deep),
  });
  return {
    name: 'deep-page',
    what: `page ${deepPage} of the telemetry of a vehicle by its link, against page 1, pages of 60`,
    ...compared,
    checks,
    targets: [atLeast(compared.ratio, 0.9, ' of page 1')],
  };
}

type Page = { _links: { first: { href: string }; next?: { href: string } }; currentPage: number };

/** Walks to the page, as one must: each is found by the one before. */
async function findPages({ baseUrl, world: { fleet } }: History) {
  const get = async (url: string) => (await fetchDocument(url, fleet.headers)) as Page;
  let url = `${baseUrl}${fleet.dense}/telemetry?${fleet.query}`;
  let page = await get(url);
  const first = page._links.first.href;
  for (let number = 2; number <= deepPage; number += 1) {
    if (!page._links.next) throw new Error(`the telemetry ends with page ${number - 1}`);
    url = page._links.next.href;
    page = await get(url);
  }
  return { first, deep: url, currentPage: page.currentPage };
}
