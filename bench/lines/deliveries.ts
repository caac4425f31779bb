import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext } from '../bench-context.ts';
import { alternate, atLeast, type BenchLine, type Figures } from '../bench-line.ts';
import { countWaiting, fillQueue, isWaiting, release, removeQueue } from '../monitors/queue.ts';
import { type Sink, startSink } from '../monitors/sink.ts';

const callbacks = 100;
/** Of the dead target. */
const waitingMax = 50_000;

/**
 * Signed deliveries of what waits for many callbacks; the floor is the same, while one target is dead for which
 * 50,000 wait.
 */
export async function measureDeliveries(context: BenchContext): Promise<BenchLine> {
  const { databaseUrl } = context.product;
  const sink = await startSink();
  const checks: BenchLine['checks'] = [];
  try {
    const compared = await alternate(context.rounds, {
      floor: (round) =>
        withDeadTarget(context, () => deliver(context, sink, { name: `dead ${round}`, checks })),
      product: (round) => deliver(context, sink, { name: `round ${round}`, checks }),
    });
    const targets = [
      atLeast(compared.product.perSecond, 3_000, '/s'),
      atLeast(compared.floor.perSecond / compared.product.perSecond, 0.9, ' of it beside a dead target'),
    ];
    const what =
      'signed webhooks to 100 targets; the floor: the same beside a dead target with 50,000 waiting';
    return { name: 'deliveries', what, ...compared, targets, checks };
  } finally {
    await removeQueue(databaseUrl, 'live');
    await sink.stop();
  }
}

async function withDeadTarget(context: BenchContext, work: () => Promise<Figures>): Promise<Figures> {
  const { databaseUrl } = context.product;
  // Nothing listens on the discard port.
  await fillQueue(databaseUrl, {
    name: 'dead',
    target: 'http://127.0.0.1:9/',
    callbacks: 1,
    notifications: waitingMax,
  });
  await release(databaseUrl, 'dead');
  try {
    const figures = await work();
    const waiting = await countWaiting(databaseUrl, 'dead');
    context.log(`  ${waiting} still wait for the dead target`);
    return figures;
  } finally {
    await removeQueue(databaseUrl, 'dead');
  }
}

async function deliver(
  context: BenchContext,
  sink: Sink,
  { name, checks }: { name: string; checks: BenchLine['checks'] },
): Promise<Figures> {
  const { databaseUrl } = context.product;
  const each = Math.ceil((3_000 * context.seconds) / callbacks);
  await fillQueue(databaseUrl, { name: 'live', target: `${sink.url}/`, callbacks, notifications: each });
  await sink.figures();
  await release(databaseUrl, 'live');
  await untilNoneWaits(context);
  const { requests, signed, seconds } = await sink.figures();
  await removeQueue(databaseUrl, 'live');
  const perSecond = Math.round(requests / seconds);
  context.log(`  ${name}: ${perSecond}/s`);
  checks.push({
    text: `${name}: ${requests} of ${each * callbacks} arrived, ${signed} signed`,
    isRight: requests >= each * callbacks && signed === requests,
  });
  return { perSecond, p50Ms: 0, p99Ms: 0 };
}

async function untilNoneWaits({ product: { databaseUrl }, seconds }: BenchContext): Promise<void> {
  const until = performance.now() + 10 * seconds * 1000;
  while (performance.now() < until && (await isWaiting(databaseUrl, 'live'))) await sleep(200);
}
