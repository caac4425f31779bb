import type { BenchContext } from '../bench-context.ts';
import { atMost, type BenchLine, type Figures, medianOf } from '../bench-line.ts';
import type { History } from '../history/history.ts';
import { type PageReader, readPages } from '../read-pages.ts';

export const concurrentReaders = 20;

type Pages = {
  name: string;
  /** What is read; the number of readers is added. */
  what: string;
  readersOf: (history: History) => PageReader[];
};

/** Pages of the history, by so many readers at once, each asking as soon as it is answered. */
export async function measurePages(
  context: BenchContext,
  { name, what, readersOf }: Pages,
): Promise<BenchLine> {
  const readers = readersOf(await context.history());
  const checks: BenchLine['checks'] = [];
  const rounds: Figures[] = [];
  const short = { ...context, warmUpSeconds: 1, seconds: Math.min(context.seconds, 3) };
  const alone = await readRound(short, { name: 'one reader', readers: readers.slice(0, 1), checks });
  let bytes = 0;
  for (let round = 1; round <= context.rounds; round += 1) {
    const { figures, bytesPerPage } = await readRound(context, { name: `round ${round}`, readers, checks });
    rounds.push(figures);
    bytes = bytesPerPage;
  }
  const product = medianOf(rounds);
  return {
    name,
    what: `${what}, ${readers.length} readers at once, ${bytes.toLocaleString('en')} bytes a page; one reader alone: ${alone.figures.p50Ms} ms`,
    product,
    targets: [atMost(product.p99Ms, 50, ' ms p99')],
    checks,
    rounds: { product: rounds, floor: [] },
  };
}

type Round = { name: string; readers: PageReader[]; checks: BenchLine['checks'] };

/** One run, with its line in the log and its check. */
export async function readRound(
  { warmUpSeconds, seconds, log }: BenchContext,
  { name, readers, checks }: Round,
): Promise<{ figures: Figures; bytesPerPage: number }> {
  const { perSecond, latencyMs, bytesPerPage, failed } = await readPages({ readers, warmUpSeconds, seconds });
  const { p50, p99, max } = latencyMs;
  log(`  ${name}: ${perSecond}/s, p50 ${p50} ms, p99 ${p99} ms, max ${max} ms; ${bytesPerPage} bytes a page`);
  checks.push({ text: `${name}: ${failed} failed or not 200`, isRight: failed === 0 });
  return { figures: { perSecond, p50Ms: p50, p99Ms: p99 }, bytesPerPage };
}
