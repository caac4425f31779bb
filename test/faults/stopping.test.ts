import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startFleet } from './support/fleet.ts';
import { enrol, type Vehicle } from './support/ledger.ts';
import { isRunning, postmasterPid } from './support/processes.ts';
import type { Roadwire } from './support/roadwire.ts';
import { createSite } from './support/site.ts';
import { until } from './support/until.ts';

const site = createSite();
let roadwire: Roadwire;
let vehicles: Vehicle[];

beforeAll(async () => {
  roadwire = await site.start();
  vehicles = await enrol(roadwire.where.databaseUrl, 4);
});
beforeEach(async () => {
  if (!roadwire.isRunning()) roadwire = await site.start();
});
afterAll(site.close);

test('SIGTERM under load ends with code 0, and nothing acknowledged is lost', async () => {
  const fleet = startFleet(vehicles, () => roadwire);
  for (let round = 1; round <= 2; round += 1) {
    await fleet.untilMoreThan(100);
    const postgres = postmasterPid(site.dataDir)!;
    expect(await roadwire.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(roadwire.log).toContain('"msg":"stopped"');
    expect(isRunning(postgres)).toBe(false);
    for (const left of ['server.json', 'roadwire.pid'])
      expect(existsSync(join(site.dataDir, left)), left).toBe(false);
    roadwire = await site.start();
  }
  const { sent, kept } = await fleet.finish();
  expect(kept).toEqual(sent);
});

test('SIGINT stops in the same way', async () => {
  expect(await roadwire.end('SIGINT')).toEqual({ code: 0, signal: null });
});

test('a second start on the same data folder is refused and disturbs nothing', async () => {
  const before = readFileSync(join(site.dataDir, 'server.json'), 'utf8');
  const second = site.launch();
  expect(await second.ended).toEqual({ code: 1, signal: null });
  expect(second.log).toContain(`another Roadwire (process ${roadwire.pid}) works in this data folder`);
  expect(readFileSync(join(site.dataDir, 'server.json'), 'utf8')).toBe(before);
  expect(await roadwire.isReady()).toBe(true);
});

test('the file with the process id that kill -9 leaves does not stop the next start', async () => {
  await roadwire.end('SIGKILL');
  expect(existsSync(join(site.dataDir, 'roadwire.pid'))).toBe(true);
  roadwire = await site.start();
  expect(await roadwire.isReady()).toBe(true);
});

test('SIGTERM while it starts ends it cleanly', async () => {
  await roadwire.end('SIGTERM');
  const starting = site.launch();
  await until('its PostgreSQL runs', () => postmasterPid(site.dataDir));
  expect(await starting.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(postmasterPid(site.dataDir)).toBeUndefined();
});
