import type { BenchContext } from '../bench-context.ts';
import { atLeast, type BenchLine, type Figures, medianOf } from '../bench-line.ts';

/** What a request pays to know who asks, without the request. */
export async function measureTokenCheck(context: BenchContext): Promise<BenchLine> {
  const { people, product, rounds, log } = context;
  const seconds = Math.min(context.seconds, 5);
  const measured: Figures[] = [];
  const checks: BenchLine['checks'] = [];
  let tokens = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const found = await people.checkTokens(product.databaseUrl, seconds);
    ({ tokens } = found);
    log(`  product ${round}: ${found.perSecond}/s`);
    checks.push({ text: `round ${round}: ${found.refused} refused`, isRight: found.refused === 0 });
    const { perSecond, p50Ms, p99Ms } = found;
    measured.push({ perSecond, p50Ms, p99Ms });
  }
  const figures = medianOf(measured);
  return {
    name: 'token-check',
    what: `checks of ${tokens.toLocaleString('en')} bearer tokens in one process, one after the other`,
    product: figures,
    targets: [atLeast(figures.perSecond, 20_000, '/s')],
    checks,
    rounds: { product: measured, floor: [] },
  };
}
