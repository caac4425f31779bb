import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFleet } from './support/fleet.ts';
import { enrol, presenceOf, type Vehicle } from './support/ledger.ts';
import { isRunning, postmasterPid } from './support/processes.ts';
import { openVehicle } from './support/raw-vehicle.ts';
import type { Roadwire } from './support/roadwire.ts';
import { createSite } from './support/site.ts';
import { until } from './support/until.ts';

const site = createSite();
const rounds = 3;
let roadwire: Roadwire;
let vehicles: Vehicle[];
let parked: Vehicle;

beforeAll(async () => {
  roadwire = await site.start();
  [parked, ...vehicles] = (await enrol(roadwire.where.databaseUrl, 5)) as [Vehicle, ...Vehicle[]];
});
afterAll(site.close);

test('after kill -9 under load every acknowledged report is there, and none twice', async () => {
  const fleet = startFleet(vehicles, () => roadwire);
  for (let round = 1; round <= rounds; round += 1) {
    await fleet.untilMoreThan(100);
    await openVehicle(roadwire.where.mqttPort, parked);
    await until('its presence is known', async () => (await presence())?.is_connected);
    await killAndStartAgain();
    expect(await presence()).toEqual({ is_connected: false, reason: 'gateway restarted' });
  }
  const { sent, kept } = await fleet.finish();
  expect(kept).toEqual(sent);
});

test('a killed server leaves no second PostgreSQL behind', async () => {
  const orphan = postmasterPid(site.dataDir)!;
  await roadwire.end('SIGKILL');
  expect(isRunning(orphan)).toBe(true);
  roadwire = await site.start();
  expect(isRunning(orphan)).toBe(false);
  expect(postmasterPid(site.dataDir)).not.toBe(orphan);
  expect(roadwire.log).toContain('ending the PostgreSQL that an earlier Roadwire left running');
});

test('a start after both were killed works too', async () => {
  const orphan = postmasterPid(site.dataDir)!;
  await roadwire.end('SIGKILL');
  process.kill(orphan, 'SIGKILL');
  roadwire = await site.start();
  expect(await roadwire.isReady()).toBe(true);
});

const presence = () => presenceOf(roadwire.where.databaseUrl, parked);

async function killAndStartAgain(): Promise<void> {
  await roadwire.end('SIGKILL');
  roadwire = await site.start();
}
