import type { BenchContext } from '../bench-context.ts';
import { atMost, type BenchLine, type Figures, medianOf } from '../bench-line.ts';
import type { History } from '../history/history.ts';
import { type PageReader, readPages } from '../read-pages.ts';

export const concurrentReaders = 20;

const askEveryMs = 1000;

type Pages = {
  name: string;
  /** What is read; the number of readers is added. */
  what: string;
  readersOf: (history: History) => PageReader[];
};

/**
 * Pages of the history, by so many readers at once who ask once a second each: how long they wait. Beside it
 * how many pages there are when they ask again as soon as they are answered.
 */
export async function measurePages(
  context: BenchContext,
  { name, what, readersOf }: Pages,
): Promise<BenchLine> {
  const readers = readersOf(await context.history());
  const checks: BenchLine['checks'] = [];
  const rounds: Figures[] = [];
  const short = { ...context, warmUpSeconds: 1, seconds: Math.min(context.seconds, 3) };
  const flatOut = await readRound(short, { name: 'flat out', readers, everyMs: 0, checks });
  let bytes = 0;
  for (let round = 1; round <= context.rounds; round += 1) {
    const { figures, bytesPerPage } = await readRound(context, {
      name: `round ${round}`,
      readers,
      everyMs: askEveryMs,
      checks,
    });
    rounds.push(figures);
    bytes = bytesPerPage;
  }
  const product = medianOf(rounds);
  return {
    name,
    what: `${what}, ${readers.length} readers once a second each, ${bytes.toLocaleString('en')} bytes a page; flat out ${flatOut.figures.perSecond} pages/s`,
    product,
    targets: [atMost(product.p99Ms, 50, ' ms p99')],
    checks,
    rounds: { product: rounds, floor: [] },
  };
}

type Round = { name: string; readers: PageReader[]; everyMs: number; checks: BenchLine['checks'] };

/** One run, with its line in the log and its check. */
export async function readRound(
  { warmUpSeconds, seconds, log }: BenchContext,
  { name, readers, everyMs, checks }: Round,
): Promise<{ figures: Figures; bytesPerPage: number }> {
  const { perSecond, latencyMs, bytesPerPage, failed } = await readPages({
    readers,
    everyMs,
    warmUpSeconds,
    seconds,
  });
  const { p50, p99, max } = latencyMs;
  log(`  ${name}: ${perSecond}/s, p50 ${p50} ms, p99 ${p99} ms, max ${max} ms; ${bytesPerPage} bytes a page`);
  checks.push({ text: `${name}: ${failed} failed or not 200`, isRight: failed === 0 });
  return { figures: { perSecond, p50Ms: p50, p99Ms: p99 }, bytesPerPage };
}
