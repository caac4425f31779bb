import type { BenchContext } from '../bench-context.ts';
import { atLeast, type BenchLine } from '../bench-line.ts';
import type { LoadMode } from '../load/load-config.ts';
import { compareIngest } from './measure-ingest.ts';

/** Messages under way over all connections: several batches' worth, so that no batch waits for messages. */
const outstanding = 20_000;
/** What the server takes from one connection at once by default. */
const windowMax = 100;

export function closedMode(vehicles: number): LoadMode {
  return { kind: 'closed', window: Math.min(Math.max(Math.round(outstanding / vehicles), 1), windowMax) };
}

export async function measureIngest(context: BenchContext): Promise<BenchLine> {
  const compared = await compareIngest(context, closedMode(context.world.vehicles.length));
  return {
    name: 'ingest',
    what: 'reports of 12 signals, MQTT QoS 1, as many as are acknowledged',
    ...compared,
    targets: [
      atLeast(compared.product.perSecond, 10_000, '/s'),
      atLeast(compared.ratio, 0.3, ' of the floor'),
      atLeast(compared.product.perSecond, 20_000, '/s'),
      atLeast(compared.ratio, 0.4, ' of the floor'),
    ],
  };
}
