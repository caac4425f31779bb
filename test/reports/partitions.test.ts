import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { vacuumClosedDays } from '../../src/store/partitions.ts';
import { startUpkeep } from '../../src/upkeep/upkeep.ts';
import { dayMs, iso } from '../support/clock.ts';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { report } from '../support/vehicles/reports.ts';
import type { TestVehicle } from '../support/vehicles/vehicle.ts';

const log = createLog({ logLevel: 'silent', logPretty: false });
let cloud: TestCloud;
let car: EnrolledVehicle;
let line: TestVehicle;
beforeAll(async () => {
  cloud = await startTestCloud({ ROADWIRE_RETENTION_DAYS: '5' });
  car = await cloud.addVehicle(await cloud.addDriver());
  line = await cloud.connect(car);
});
afterAll(() => cloud.stop());

/** The days of a table's partitions, such as 20260504. */
async function daysOf(table: string): Promise<string[]> {
  const { rows } = await cloud.database.pool.query<{ name: string }>(
    `select relname as name from pg_class join pg_inherits on inhrelid = oid
      where inhparent = $1::regclass order by relname`,
    [table],
  );
  return rows.map(({ name }) => name.slice(-8));
}

/** The days from one to another, counted from today of the cloud's clock. */
function days(first: number, last: number): string[] {
  const count = last - first + 1;
  return Array.from({ length: count }, (_, index) =>
    iso(cloud.clock.now() + (first + index) * dayMs)
      .slice(0, 10)
      .replaceAll('-', ''),
  );
}

const today = () => `telemetry_${days(0, 0)[0]}`;

/** What happens every ten minutes. */
async function upkeep(): Promise<void> {
  const { database, clock } = cloud;
  const options = { retentionDays: 5, auditDays: 400, liveKeepS: 900, deadLettersMax: 10, everyMs: 1e6 };
  const { stop } = await startUpkeep(options, { database, clock, log });
  await stop();
}

/** Sends reports, at least five, one after the other; gives how many. */
async function sendUntil(signal: AbortSignal): Promise<number> {
  let sent = 0;
  while (!signal.aborted || sent < 5) {
    sent += 1;
    await line.report(report(cloud.clock.now(), { odometer: { mileage: 10 + sent } }));
  }
  return sent;
}

describe('the daily partitions', () => {
  it('reach from the retention to some days ahead', async () => {
    expect(await daysOf('telemetry')).toEqual(days(-6, 3));
    expect(await daysOf('seen_messages')).toEqual(days(-4, 3));
  });

  it('move on with the clock while reports keep coming, and old history goes with its day', async () => {
    const total = async () => (await cloud.getOf(car, 'telemetry')).body.total;
    await line.report(
      report(cloud.clock.now() - 4.5 * dayMs, { odometer: { mileage: 1 } }),
      report(cloud.clock.now(), { odometer: { mileage: 2 } }),
    );
    expect(await total()).toBe(2);
    cloud.clock.advance(3 * dayMs);
    const done = new AbortController();
    const sending = sendUntil(done.signal);
    await upkeep();
    done.abort();
    const sent = await sending;
    expect(await daysOf('telemetry')).toEqual(days(-6, 3));
    expect(await daysOf('seen_messages')).toEqual(days(-4, 3));
    expect(await total()).toBe(1 + sent);
    const letters = await cloud.database.query.selectFrom('dead_letters').select('reason').execute();
    expect(letters).toEqual([]);
  });

  it('are not touched by a second turn on the same day', async () => {
    const before = await daysOf('telemetry');
    await upkeep();
    expect(await daysOf('telemetry')).toEqual(before);
  });

  it('are all there again after the clock jumped far ahead', async () => {
    cloud.clock.advance(40 * dayMs);
    await upkeep();
    expect(await daysOf('telemetry')).toEqual(days(-6, 3));
    await line.report(report(cloud.clock.now() - 4.9 * dayMs, { odometer: { mileage: 50 } }));
    await line.report(report(cloud.clock.now(), { odometer: { mileage: 51 } }));
    car.driver.token = await cloud.addToken(car.driver, ['data']);
    expect((await cloud.getOf(car, 'telemetry')).body.total).toBe(2);
    expect((await cloud.getOf(car, 'status')).body.odometer.mileage).toBe(51);
  });

  it('go for good even when a crash came between their detaching and their dropping', async () => {
    const [oldest] = days(-6, -6);
    await cloud.database.pool.query(`alter table telemetry detach partition telemetry_${oldest}`);
    cloud.clock.advance(dayMs);
    await upkeep();
    const { rows } = await cloud.database.pool.query('select to_regclass($1) as found', [
      `telemetry_${oldest}`,
    ]);
    expect(rows).toEqual([{ found: null }]);
    expect(await daysOf('telemetry')).toEqual(days(-6, 3));
  });

  it('are vacuumed once they are over, so that counting needs their index alone', async () => {
    const other = await cloud.addVehicle(car.driver);
    await (await cloud.connect(other)).report(
      ...Array.from({ length: 200 }, (_, second) =>
        report(cloud.clock.now() + second * 1000, { odometer: { mileage: second } }),
      ),
    );
    const { pool } = cloud.database;
    expect(await vacuumClosedDays(pool, { now: cloud.clock.now(), atOnce: 100 })).not.toContain(today());
    const name = today();
    const { rows: growing } = await pool.query('select reloptions from pg_class where relname = $1', [name]);
    expect(growing).toEqual([{ reloptions: ['autovacuum_vacuum_insert_threshold=-1'] }]);
    cloud.clock.advance(dayMs);
    expect(await vacuumClosedDays(pool, { now: cloud.clock.now(), atOnce: 100 })).toContain(name);
    // Rows that a reader may still take for new are left for the next time.
    await eventually('nothing to be left', async () => {
      const vacuumed = await vacuumClosedDays(pool, { now: cloud.clock.now(), atOnce: 100 });
      return vacuumed.length === 0;
    });
    const client = await pool.connect();
    // A table as small as this one is read as a whole otherwise.
    await client.query('set enable_seqscan = off; set enable_bitmapscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain (analyze, costs off) select count(*) from ${name} where vehicle_id = ${other.vehicleId} and kinds & 1 = 0`,
    );
    client.release(true);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Only Scan[\s\S]*Heap Fetches: 0/);
  });
});
