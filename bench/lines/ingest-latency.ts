import type { BenchContext } from '../bench-context.ts';
import { atLeast, atMost, type BenchLine } from '../bench-line.ts';
import { compareIngest } from './measure-ingest.ts';

const perSecond = 5_000;

export async function measureIngestLatency(context: BenchContext): Promise<BenchLine> {
  const compared = await compareIngest(context, { kind: 'open', perSecond });
  const { product } = compared;
  return {
    name: 'ingest-latency',
    what: 'reports at 5,000/s, from when each was due to its acknowledgement',
    ...compared,
    targets: [
      atMost(product.p99Ms, 150, ' ms p99'),
      atLeast(product.perSecond, perSecond * 0.98, '/s acknowledged'),
    ],
  };
}
