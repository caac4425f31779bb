import type { BenchContext } from '../bench-context.ts';
import { atLeast, type BenchLine } from '../bench-line.ts';
import { startChild } from '../child-process.ts';
import { closedMode } from './ingest.ts';
import { sendReports } from './measure-ingest.ts';

/** How fast the load generator itself is: it must not be what the other lines measure. */
export async function measureGenerator(context: BenchContext): Promise<BenchLine> {
  const server = await startChild<{ port: number }>(
    new URL('../floor/acking-sockets.js', import.meta.url),
    {},
  );
  try {
    const short = { ...context, warmUpSeconds: 1, seconds: Math.min(context.seconds, 3) };
    const load = await sendReports(short, server.result.port, closedMode(context.world.vehicles.length));
    const floor = { perSecond: load.perSecond, p50Ms: load.latencyMs.p50, p99Ms: load.latencyMs.p99 };
    context.log(`  generator: ${floor.perSecond}/s`);
    return {
      name: 'generator',
      what: 'the load generator against sockets that acknowledge at once',
      floor,
      targets: [atLeast(floor.perSecond, 100_000, '/s')],
      checks: [],
      rounds: { floor: [floor], product: [] },
    };
  } finally {
    await server.stop();
  }
}
