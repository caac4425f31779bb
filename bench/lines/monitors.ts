import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext } from '../bench-context.ts';
import { alternate, atLeast, atMost, type BenchLine } from '../bench-line.ts';
import { checkpoint } from '../databases.ts';
import {
  monitorsInAll,
  registerMonitors,
  removeMonitors,
  unwatchFleet,
  watchFleet,
} from '../monitors/register.ts';
import { startSink } from '../monitors/sink.ts';
import { closedMode } from './ingest.ts';
import { sendReports } from './measure-ingest.ts';

/** The same ingest without and with monitors: what they cost. */
export async function measureMonitors(context: BenchContext): Promise<BenchLine> {
  const { mqttPort, databaseUrl } = context.product;
  const mode = closedMode(context.world.vehicles.length);
  const side = (name: string, prepare: () => Promise<void>) => async (round: number) => {
    await prepare();
    await checkpoint(databaseUrl, context.log);
    const { perSecond, latencyMs } = await sendReports(context, mqttPort, mode);
    context.log(`  ${name} ${round}: ${perSecond}/s`);
    return { perSecond, p50Ms: latencyMs.p50, p99Ms: latencyMs.p99 };
  };
  try {
    const compared = await alternate(context.rounds, {
      floor: side('without', () => removeMonitors(databaseUrl)),
      product: side('with monitors', async () => {
        await removeMonitors(databaseUrl);
        await registerMonitors(databaseUrl);
      }),
    });
    const what = `ingest with ${monitorsInAll.toLocaleString('en')} monitors, five on each vehicle; the floor is ingest without`;
    const targets = [atLeast(compared.ratio, 0.9, ' of ingest without')];
    return { name: 'monitors', what, ...compared, targets, checks: [] };
  } finally {
    await removeMonitors(databaseUrl);
  }
}

const settleMs = 3_000;
const reportsPerSecond = 2_000;
const eventsPerSecond = 200;
/** Each becomes true once in a hundred reports. */
const monitors = (eventsPerSecond / reportsPerSecond) * 100;

/** From when a vehicle sends a report to when the webhook that it causes arrives. */
export async function measureWebhookLatency(context: BenchContext): Promise<BenchLine> {
  const { mqttPort, databaseUrl } = context.product;
  const sink = await startSink();
  try {
    await watchFleet(databaseUrl, { target: `${sink.url}/`, monitors });
    const mode = { kind: 'open', perSecond: reportsPerSecond } as const;
    const product = [];
    const checks: BenchLine['checks'] = [];
    for (let round = 1; round <= context.rounds; round += 1) {
      const sending = sendReports(context, mqttPort, mode);
      // At first every vehicle that is beyond a threshold already raises an event: that is not what is measured.
      await sleep(context.warmUpSeconds * 1000 + settleMs);
      await sink.figures();
      const { perSecond, latencyMs } = await sending;
      const { events, signed, requests, seconds, p50Ms, p99Ms } = await sink.figures();
      context.log(
        `  ${perSecond} reports/s acknowledged in p99 ${latencyMs.p99} ms, ${Math.round(events / seconds)} events/s, p50 ${p50Ms} ms, p99 ${p99Ms} ms`,
      );
      product.push({ perSecond: Math.round(events / seconds), p50Ms, p99Ms });
      checks.push({
        text: `round ${round}: ${events} events in ${requests} requests, ${signed} signed`,
        isRight: events > 0 && signed === requests,
      });
    }
    const middle = product.sort((one, other) => one.p99Ms - other.p99Ms)[Math.floor(product.length / 2)]!;
    return {
      name: 'webhook-latency',
      what: `from a report to the webhook it causes, at ${reportsPerSecond.toLocaleString('en')} reports/s`,
      product: middle,
      targets: [
        atMost(middle.p99Ms, 300, ' ms p99'),
        atLeast(middle.perSecond, eventsPerSecond * 0.95, ' events/s'),
      ],
      checks,
      rounds: { product, floor: [] },
    };
  } finally {
    await unwatchFleet(databaseUrl);
    await sink.stop();
  }
}
