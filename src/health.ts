import { sql } from 'kysely';
import type { Registry } from 'prom-client';
import type { Clock } from './lib/clock.ts';
import type { Database } from './store/database.ts';
import { countDeadLetters } from './store/registry/dead-letters.ts';

/** What waits in a lane. */
type Lane = { length(): number; oldestAt(): number | undefined };

type Deps = { metrics: Registry; lanes: readonly Lane[]; clock: Clock };

const sampleEveryMs = 5000;
const samplesMax = 13;

/** Names of the counters that rates are made of. */
const counters = {
  reportsPerSecond: 'roadwire_reports_total',
  acknowledgementsPerSecond: 'roadwire_messages_total',
  duplicatesPerSecond: 'roadwire_duplicates_total',
  deadLettersPerSecond: 'roadwire_dead_letters_total',
  notificationsPerSecond: 'roadwire_notifications_delivered_total',
} as const;

type Rate = keyof typeof counters;
type Sample = { at: number; totals: Record<Rate, number> };

/** Looks at the counters every few seconds, so that rates of the last minute can be told at any time. */
export function startHealth({ metrics, lanes, clock }: Deps) {
  const startedAt = new Date(clock.now()).toISOString();
  const samples: Sample[] = [];
  async function sample(): Promise<Sample> {
    const taken = { at: clock.now(), totals: await totalsOf(metrics) };
    samples.push(taken);
    if (samples.length > samplesMax) samples.shift();
    return taken;
  }
  const timer = setInterval(() => void sample(), sampleEveryMs);
  timer.unref();
  return {
    async read(database: Database): Promise<object> {
      const newest = await sample();
      return {
        at: new Date(newest.at).toISOString(),
        startedAt,
        rates: ratesBetween(samples[0] ?? newest, newest),
        queue: queueOf(lanes, newest.at),
        ...(await ofDatabase(database)),
        vehicles: {
          connected: await totalOf(metrics, 'roadwire_vehicles_connected'),
          entered: await entered(database),
        },
        deliveries: {
          waiting: await totalOf(metrics, 'roadwire_notifications_waiting'),
          oldestSeconds: await totalOf(metrics, 'roadwire_notifications_oldest_seconds'),
        },
      };
    },
    async stop(): Promise<void> {
      clearInterval(timer);
    },
  };
}

async function totalsOf(metrics: Registry): Promise<Record<Rate, number>> {
  const entries = Object.entries(counters).map(async ([rate, name]) => [rate, await totalOf(metrics, name)]);
  return Object.fromEntries(await Promise.all(entries)) as Record<Rate, number>;
}

/** The sum over all labels; 0 where there is no such metric. */
async function totalOf(metrics: Registry, name: string): Promise<number> {
  const { values } = (await metrics.getSingleMetric(name)?.get()) ?? { values: [] };
  return values.reduce((sum, { value }) => sum + value, 0);
}

function ratesBetween(from: Sample, to: Sample) {
  const overSeconds = (to.at - from.at) / 1000;
  const rate = (name: Rate) =>
    overSeconds > 0 ? rounded((to.totals[name] - from.totals[name]) / overSeconds) : 0;
  const names = Object.keys(counters) as Rate[];
  return {
    overSeconds: rounded(overSeconds),
    ...Object.fromEntries(names.map((name) => [name, rate(name)])),
  };
}

function queueOf(lanes: readonly Lane[], now: number) {
  const all = lanes.map((lane) => ({
    messages: lane.length(),
    oldestSeconds: rounded(Math.max(0, now - (lane.oldestAt() ?? now)) / 1000),
  }));
  return { messages: all.reduce((sum, { messages }) => sum + messages, 0), lanes: all };
}

async function ofDatabase(database: Database) {
  const { rows } = await sql<{ bytes: string }>`select pg_database_size(current_database()) as bytes`.execute(
    database.query,
  );
  return { database: { bytes: Number(rows[0]?.bytes ?? 0) }, deadLetters: await countDeadLetters(database) };
}

async function entered({ query }: Database): Promise<number> {
  const row = await query
    .selectFrom('vehicles')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(row.total);
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;
