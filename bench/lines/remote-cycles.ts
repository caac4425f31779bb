import type { BenchContext } from '../bench-context.ts';
import { atLeast, atMost, type BenchLine, type Figures, medianOf } from '../bench-line.ts';
import { runChild } from '../child-process.ts';
import { checkpoint } from '../databases.ts';
import { type Sink, startSink } from '../monitors/sink.ts';
import { addRemoteCallbacks, removeRemoteCallbacks } from '../remotes/callbacks.ts';
import type { RemoteLoadConfig, RemoteLoadResult } from '../remotes/remote-load.ts';

const perSecond = 500;
const callbacks = 100;
/**
 * At half the rate. Requests, commands, results and three webhooks each are more code than any other line runs: it
 * takes V8 this long to have compiled what is used, and who begins with a backlog measures that backlog.
 */
const warmUpSeconds = 10;

/** From when a vehicle is to be asked for something to the webhook that says that it has done it. */
export async function measureRemoteCycles(context: BenchContext): Promise<BenchLine> {
  const { databaseUrl } = context.product;
  const sink = await startSink();
  const product: Figures[] = [];
  const checks: BenchLine['checks'] = [];
  try {
    const target = `${sink.url}/`;
    const ids = await addRemoteCallbacks(databaseUrl, { ...context.world.remotes, target, count: callbacks });
    for (let round = 1; round <= context.rounds; round += 1) {
      await checkpoint(databaseUrl, context.log);
      const { figures, check } = await measureRound(context, { sink, ids, round });
      product.push(figures);
      checks.push(check);
    }
  } finally {
    await removeRemoteCallbacks(databaseUrl);
    await sink.stop();
  }
  const middle = medianOf(product);
  return {
    name: 'remote-cycles',
    what: `remote actions at ${perSecond}/s, from the request through the vehicle to the last webhook, warm for ${warmUpSeconds} s`,
    product: middle,
    targets: [atLeast(middle.perSecond, 0.98 * perSecond, '/s'), atMost(middle.p99Ms, 500, ' ms p99')],
    checks,
    rounds: { product, floor: [] },
  };
}

type Round = { sink: Sink; ids: readonly string[]; round: number };
type Measured = { figures: Figures; check: BenchLine['checks'][number] };

async function measureRound(context: BenchContext, { sink, ids, round }: Round): Promise<Measured> {
  const program = new URL('../remotes/remote-load.js', import.meta.url);
  const { asked, taken, refusal } = await runChild<RemoteLoadResult>(program, configOf(context, sink, ids));
  // What was asked for in the last moments of the warm-up ends in it, too.
  const { ended, succeeded, requests, signed, seconds, p50Ms, p99Ms } = await sink.figures();
  const rate = Math.round(succeeded / seconds);
  context.log(
    `  ${rate} cycles/s, ${Math.round(requests / seconds)} webhooks/s, p50 ${p50Ms} ms, p99 ${p99Ms} ms`,
  );
  const told = `${asked} asked for, ${taken} taken, ${ended} ended, ${succeeded} of them well, ${signed} of ${requests} webhooks signed`;
  return {
    figures: { perSecond: rate, p50Ms, p99Ms },
    check: {
      text: `round ${round}: ${told}${refusal ? `; ${refusal}` : ''}`,
      isRight: taken === asked && succeeded >= asked && succeeded === ended && signed === requests,
    },
  };
}

function configOf(context: BenchContext, sink: Sink, ids: readonly string[]): RemoteLoadConfig {
  const { product, world, seconds } = context;
  const { vehicles, headers, clientId } = world.remotes;
  const pathOf = (id: string, index: number) =>
    `/connectedcar/v4/user/vehicles/${id}/callbacks/${ids[index % ids.length]}/remotes?client_id=${clientId}`;
  return {
    ...{ mqttPort: product.mqttPort, baseUrl: product.baseUrl, sinkUrl: sink.url, headers },
    vehicles: world.vehicles.map((vehicle, index) => ({
      ...vehicle,
      remotes: pathOf(vehicles[index] as string, index),
    })),
    ...{ perSecond, warmUpSeconds, seconds },
  };
}
