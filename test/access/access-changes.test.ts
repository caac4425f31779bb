import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { type AccessChanges, watchAccess } from '../../src/store/access/watch-access.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';

let cloud: TestCloud;
let changes: AccessChanges;
let now = 1_000_000;
beforeAll(async () => {
  cloud = await startTestCloud();
  const log = createLog({ logLevel: 'silent', logPretty: false });
  changes = watchAccess({ url: cloud.databaseUrl, clock: { now: () => now }, log });
  await eventually('it to listen', async () => (await changes.lastAt()) !== undefined);
});
afterAll(async () => {
  await changes.stop();
  await cloud.stop();
});
beforeEach(() => {
  now += 10_000;
});

/** Whether a change is known of by whoever asks right after it. */
async function isTold(change: () => Promise<unknown>): Promise<boolean> {
  await change();
  now += 1000;
  return ((await changes.lastAt()) ?? 0) > now - 2000;
}

describe('a change of what somebody may see is told', () => {
  it.each([
    [
      'access_tokens',
      'delete from access_tokens where token_hash = (select min(token_hash::text)::bytea from access_tokens)',
    ],
    ['applications', 'update applications set name = name'],
    ['user_vehicles', 'update user_vehicles set public_id = public_id'],
    ['vehicles', 'update vehicles set vin = vin'],
    ['vehicle_services', 'update vehicle_services set scopes = scopes'],
    ['partners', 'update partners set login = login'],
    ['fleets', 'update fleets set name = name'],
    ['fleet_vehicles', 'delete from fleet_vehicles'],
  ])('of %s', async (table, text) => {
    const car = await cloud.addVehicle(await cloud.addDriver());
    await cloud.addToFleet(await cloud.addPartner(), car);
    const { pool } = cloud.database;
    expect(
      await isTold(async () => expect((await pool.query(text)).rowCount, table).toBeGreaterThan(0)),
    ).toBe(true);
  });

  it('and nothing else is: not a new token, and not a change of no row', async () => {
    now += 10_000;
    expect(await isTold(() => cloud.addDriver())).toBe(false);
    expect(await isTold(() => cloud.database.pool.query('delete from fleets where false'))).toBe(false);
  });

  it('and nothing is relied on while nobody listens', async () => {
    const { rowCount } = await cloud.database.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'roadwire access' and datname = current_database()",
    );
    expect(rowCount).toBeGreaterThan(0);
    now += 1000;
    expect(await changes.lastAt()).toBeUndefined();
    await eventually('it to listen again', async () => (await changes.lastAt()) === now);
  });
});
