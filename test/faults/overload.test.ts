import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enrol, numbersOf, type Vehicle } from './support/ledger.ts';
import { openVehicle } from './support/raw-vehicle.ts';
import { numberedReport } from './support/reporter.ts';
import type { Roadwire } from './support/roadwire.ts';
import { createSite } from './support/site.ts';
import { until } from './support/until.ts';

const queueMax = 50;
const inflightMax = 20;
const site = createSite({
  environment: {
    ROADWIRE_QUEUE_MAX: String(queueMax),
    ROADWIRE_BATCH_MAX: '10',
    ROADWIRE_MQTT_INFLIGHT_MAX: String(inflightMax),
  },
});
const startedAt = Date.now() - 3_600_000;
const each = 200;
const numbers = Array.from({ length: each }, (_, index) => index + 1);
let roadwire: Roadwire;
let vehicles: Vehicle[];

beforeAll(async () => {
  roadwire = await site.start();
  vehicles = await enrol(roadwire.where.databaseUrl, 10);
});
afterAll(site.close);

const waiting = () => roadwire.metric('roadwire_queue_messages');

test('much more than can be taken waits in the sockets, and all of it is acknowledged in the end', async () => {
  const release = await holdUpIngest();
  const connections = await Promise.all(vehicles.map((one) => openVehicle(roadwire.where.mqttPort, one)));
  let acknowledged = 0;
  const flooding = connections.map(async (connection) => {
    const count = () => {
      acknowledged += 1;
    };
    await Promise.all(
      numbers.map((number) => connection.publish('reports', numberedReport(number, startedAt)).then(count)),
    );
  });
  const flood = Promise.all(flooding);
  flood.catch(() => undefined);
  await until('messages wait', async () => (await waiting()) > 0);
  let most = 0;
  const lookedAt = { times: 0 };
  const look = async () => {
    most = Math.max(most, await waiting());
    lookedAt.times += 1;
  };
  await until('it was looked at often', async () => {
    await look();
    return lookedAt.times > 20;
  });
  expect(acknowledged).toBe(0);
  await release();
  await until('all is acknowledged', async () => {
    await look();
    return acknowledged === each * vehicles.length;
  });
  await flood;
  expect(most).toBeLessThanOrEqual(queueMax + inflightMax * vehicles.length);
  for (const vehicle of vehicles)
    expect(await numbersOf(roadwire.where.databaseUrl, vehicle)).toEqual(numbers);
  for (const connection of connections) connection.close();
});

/** Locks what every batch writes to; gives what lets go of it. */
async function holdUpIngest(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: roadwire.where.databaseUrl });
  // It breaks when a failed test ends the server under it.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin');
  await client.query('lock table seen_messages, telemetry in access exclusive mode');
  return () => client.end();
}
