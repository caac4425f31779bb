import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createExternalPostgres, type ExternalPostgres } from './support/external-postgres.ts';
import { type Fleet, startFleet } from './support/fleet.ts';
import { enrol, rowsOf, type Vehicle } from './support/ledger.ts';
import { openVehicle } from './support/raw-vehicle.ts';
import type { Roadwire } from './support/roadwire.ts';
import { createSite, type Site } from './support/site.ts';
import { until } from './support/until.ts';

let postgres: ExternalPostgres;
let site: Site;
let roadwire: Roadwire;
let vehicles: Vehicle[];

beforeAll(async () => {
  postgres = await createExternalPostgres();
  site = createSite({ environment: { DATABASE_URL: postgres.url } });
  roadwire = await site.start();
});
beforeEach(async () => {
  vehicles = await enrol(postgres.url, 4);
});
afterAll(async () => {
  await site.close();
  await postgres.close();
});

test('while the database is stopped nothing is acknowledged, and when it is back all goes on by itself', async () => {
  const fleet = startFleet(vehicles, () => roadwire);
  await fleet.untilMoreThan(100);
  await postgres.stop();
  await until('readiness tells', async () => !(await roadwire.isReady()));
  const counted = fleet.acknowledged();
  const failures = await roadwire.metric('roadwire_batch_failures_total');
  await until('the batch was tried again', async () => {
    return (await roadwire.metric('roadwire_batch_failures_total')) >= failures + 2;
  });
  expect(fleet.acknowledged()).toBe(counted);
  expect(roadwire.log).toContain('batch not committed; trying again');
  await postgres.start();
  await until('it is ready again', () => roadwire.isReady());
  await fleet.untilMoreThan(100);
  await allThereOnce(fleet);
});

test('while the database says nothing at all, metrics and readiness answer all the same', async () => {
  expect(await roadwire.metric('roadwire_database_up')).toBe(1);
  await until('the start is over', () => roadwire.printed.includes('administrator'));
  postgres.proxy.silence(true);
  const { status, text } = (await roadwire.get('/metrics'))!;
  expect(status).toBe(200);
  expect(text).toContain('roadwire_database_up 0\n');
  expect(text).toContain('roadwire_notifications_waiting Nan\n');
  expect(text).toMatch(/^roadwire_messages_total \d+$/m);
  expect(await roadwire.isReady()).toBe(false);
  postgres.proxy.silence(false);
  await until('it is ready again', () => roadwire.isReady());
  expect(await roadwire.metric('roadwire_database_up')).toBe(1);
});

test('a commit whose answer is lost is neither lost nor done twice', async () => {
  const fleet = startFleet(vehicles, () => roadwire);
  for (let round = 0; round < 5; round += 1) {
    await fleet.untilMoreThan(20);
    const before = postgres.proxy.lost();
    postgres.proxy.loseAnswerTo('commit');
    await until('an answer was lost', () => postgres.proxy.lost() > before);
  }
  await allThereOnce(fleet);
});

test('what a commit without an answer changed is not forgotten by the next report', async () => {
  const vehicle = vehicles[0]!;
  const connection = await openVehicle(roadwire.where.mqttPort, vehicle);
  const send = (id: string, group: object) =>
    connection.publish('reports', JSON.stringify({ id, at: new Date().toISOString(), ...group }));
  await send('1', { battery: { voltage: 90 } });
  const before = postgres.proxy.lost();
  postgres.proxy.loseAnswerTo('commit');
  await send('2', { odometer: { mileage: 12 } });
  expect(postgres.proxy.lost()).toBe(before + 1);
  await send('3', { ignition: { type: 'Start' } });
  // So many that the state is written.
  for (let count = 0; count < 64; count += 1) await send(`more ${count}`, { kinetic: { speed: count } });
  const [row] = await rowsOf<{ state: string }>(
    postgres.url,
    'select state::text as state from vehicle_states where vehicle_id = $1',
    [vehicle.vehicleId],
  );
  for (const group of ['battery', 'odometer', 'ignition']) expect(row?.state).toContain(`"${group}"`);
  connection.close();
});

test('a second server on the same database is refused and disturbs nothing', async () => {
  const elsewhere = createSite({ environment: { DATABASE_URL: postgres.url } });
  try {
    const second = elsewhere.launch();
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.log).toContain('another Roadwire takes in messages on this database');
    expect(await roadwire.isReady()).toBe(true);
  } finally {
    await elsewhere.close();
  }
});

test('a start right after kill -9 is not mistaken for a second server', async () => {
  const fleet = startFleet(vehicles, () => roadwire);
  await fleet.untilMoreThan(20);
  await roadwire.end('SIGKILL');
  roadwire = await site.start();
  await allThereOnce(fleet);
});

test('SIGTERM while the database is away ends all the same', async () => {
  const fleet = startFleet(vehicles, () => roadwire);
  await fleet.untilMoreThan(20);
  await postgres.stop();
  expect(await roadwire.end('SIGTERM')).toEqual({ code: 0, signal: null });
  await postgres.start();
  roadwire = await site.start();
  await allThereOnce(fleet);
});

async function allThereOnce(fleet: Fleet): Promise<void> {
  const { sent, kept } = await fleet.finish();
  expect(kept).toEqual(sent);
}
