import type { BenchContext } from '../bench-context.ts';
import { alternate, type BenchLine, type Figures } from '../bench-line.ts';
import { runChild, startChild } from '../child-process.ts';
import { checkpoint, countRows, queryOnce } from '../databases.ts';
import type { LoadConfig, LoadMode, LoadResult } from '../load/load-config.ts';

type Compared = Pick<BenchLine, 'checks' | 'rounds'> &
  Required<Pick<BenchLine, 'product' | 'floor' | 'ratio'>>;

/** Sends reports to floor and product in turns, and looks whether all that was acknowledged is kept. */
export async function compareIngest(context: BenchContext, mode: LoadMode): Promise<Compared> {
  const floor = await startChild<{ port: number }>(new URL('../floor/raw-ingest.js', import.meta.url), {
    databaseUrl: context.floorDatabaseUrl,
  });
  const checks: BenchLine['checks'] = [];
  const sides = {
    async floor(round: string) {
      await queryOnce(context.floorDatabaseUrl, 'truncate raw');
      const { port } = floor.result;
      const databaseUrl = context.floorDatabaseUrl;
      return measure(context, { name: `floor ${round}`, port, databaseUrl, table: 'raw', mode, checks });
    },
    product(round: string) {
      const { mqttPort: port, databaseUrl } = context.product;
      return measure(context, {
        name: `product ${round}`,
        port,
        databaseUrl,
        table: 'telemetry',
        mode,
        checks,
      });
    },
  };
  try {
    // A round that does not count: V8 compiles what runs often for longer than the start of a round lasts.
    await sides.floor('warming up');
    await sides.product('warming up');
    const figures = await alternate(context.rounds, {
      floor: (round) => sides.floor(String(round)),
      product: (round) => sides.product(String(round)),
    });
    return { ...figures, checks };
  } finally {
    await floor.stop();
  }
}

type Side = {
  name: string;
  port: number;
  databaseUrl: string;
  table: 'raw' | 'telemetry';
  mode: LoadMode;
  checks: BenchLine['checks'];
};

async function measure(context: BenchContext, side: Side): Promise<Figures> {
  const { name, port, databaseUrl, table, mode, checks } = side;
  await checkpoint(databaseUrl, context.log);
  const before = await countRows(databaseUrl, table);
  const load = await sendReports(context, port, mode);
  const rows = (await countRows(databaseUrl, table)) - before;
  const unacknowledged = load.sent - load.acked;
  checks.push({
    text: `${name}: ${load.acked} acknowledged, ${rows} rows, ${unacknowledged} unacknowledged`,
    isRight: rows >= load.acked && rows <= load.sent,
  });
  const { p50, p99, max } = load.latencyMs;
  context.log(
    `  ${name}: ${load.perSecond}/s, ack p50 ${p50} ms, p99 ${p99} ms, max ${max} ms; ${rows} rows`,
  );
  return { perSecond: load.perSecond, p50Ms: p50, p99Ms: p99 };
}

export function sendReports(context: BenchContext, port: number, mode: LoadMode): Promise<LoadResult> {
  const { world, warmUpSeconds, seconds } = context;
  const times = { warmUpSeconds, seconds, drainSeconds: 15 };
  const config: LoadConfig = { host: '127.0.0.1', port, vehicles: world.vehicles, mode, ...times };
  return runChild<LoadResult>(new URL('../load/load-process.js', import.meta.url), config);
}
