import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFleet } from './support/fleet.ts';
import { enrol, type Vehicle } from './support/ledger.ts';
import { killPostgres } from './support/processes.ts';
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
afterAll(site.close);

test('while PostgreSQL is dead nothing is acknowledged, and when it is back all goes on by itself', async () => {
  const fleet = startFleet(vehicles, () => roadwire);
  for (let round = 0; round < 2; round += 1) {
    await fleet.untilMoreThan(100);
    await killPostgres(site.dataDir);
  }
  await fleet.untilMoreThan(100);

  const mend = preventStart();
  await killPostgres(site.dataDir);
  await until('readiness tells', async () => !(await roadwire.isReady()));
  // A backend outlives its killed postmaster for a moment, and what it commits then is kept and acknowledged.
  await until('starting PostgreSQL failed', () => lines('PostgreSQL ended; starting it again') >= 4);
  const counted = fleet.acknowledged();
  await until('starting PostgreSQL failed twice', () => lines('PostgreSQL ended; starting it again') >= 5);
  expect(fleet.acknowledged()).toBe(counted);
  expect((await roadwire.get('/health/live'))?.status).toBe(200);
  mend();
  await until('it is ready again', () => roadwire.isReady());
  await fleet.untilMoreThan(100);

  const { sent, kept } = await fleet.finish();
  expect(kept).toEqual(sent);
  expect(lines('batch not committed; trying again')).toBeGreaterThan(0);
});

test('after that a stop still ends cleanly', async () => {
  expect(await roadwire.end('SIGTERM')).toEqual({ code: 0, signal: null });
});

/** Takes away a file without which PostgreSQL does not start; gives what puts it back. */
function preventStart(): () => void {
  const file = join(site.dataDir, 'postgres', 'global', 'pg_control');
  renameSync(file, `${file}.away`);
  return () => renameSync(`${file}.away`, file);
}

function lines(text: string): number {
  return roadwire.log.split(text).length - 1;
}
