import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { retryChannel } from '../../src/store/registry/dead-letters.ts';
import { hourMs, iso } from '../support/clock.ts';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { report } from '../support/vehicles/reports.ts';
import type { TestVehicle } from '../support/vehicles/vehicle.ts';

let cloud: TestCloud;
let car: EnrolledVehicle;
let line: TestVehicle;
beforeAll(async () => {
  cloud = await startTestCloud({ ROADWIRE_DEAD_LETTERS_MAX: '3' });
  car = await cloud.addVehicle(await cloud.addDriver());
  line = await cloud.connect(car);
});
afterAll(() => cloud.stop());

const letters = () => cloud.database.query.selectFrom('dead_letters').selectAll().orderBy('id').execute();
const clear = () => cloud.database.query.deleteFrom('dead_letters').execute();

/** What `roadwire dead-letters retry --all` does. */
async function retryAll(): Promise<void> {
  await cloud.database.query.updateTable('dead_letters').set({ retry_asked_at: new Date() }).execute();
  await cloud.database.pool.query(`notify ${retryChannel}`);
}

const unreadable: [string, string | Buffer][] = [
  ['nothing', ''],
  ['text', 'hello'],
  ['half of a message', '{"id":"1","at":"2026-'],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
  ['a NUL in the text', Buffer.from('{"id":\u0000}')],
  ['JSON that nests without end', '['.repeat(20_000)],
  ['JSON that nests and ends', '['.repeat(20_000) + ']'.repeat(20_000)],
  ['a lone number', '17'],
  ['null', 'null'],
  ['half of a surrogate pair', '{"id":"\\ud800","at":"\\udfff"}'],
];

describe('a message that cannot be read', () => {
  it.each(unreadable)('%s is acknowledged and kept with its reason and its bytes', async (_name, payload) => {
    for (const [index, channel] of ['reports', 'record', 'openxc'].entries()) {
      // A message is known by its bytes, whichever way it came.
      const bytes = Buffer.concat([Buffer.from(payload), Buffer.alloc(index, ' ')]);
      await clear();
      await line.publish(channel, bytes);
      const [letter, ...others] = await letters();
      expect(others).toEqual([]);
      expect(letter).toMatchObject({ vehicle_id: car.vehicleId, channel, retry_asked_at: null });
      expect(letter?.payload).toEqual(bytes);
      expect(letter?.reason.length).toBeGreaterThan(5);
      expect(letter?.reason).not.toMatch(/database/);
    }
  });

  it('is kept once when it is sent again', async () => {
    await clear();
    await line.publish('reports', 'again');
    await line.publish('reports', 'again');
    expect(await letters()).toHaveLength(1);
  });

  it('does not stop what follows', async () => {
    await line.publish('reports', 'broken');
    await line.report(report(Date.now(), { odometer: { mileage: 3 } }));
    expect((await cloud.getOf(car, 'status')).body.odometer.mileage).toBe(3);
  });
});

describe('retried', () => {
  it('what can be read by now takes effect and is gone; what cannot stays, with its newest reason', async () => {
    await clear();
    const ahead = Date.now() + hourMs;
    await line.report(report(ahead, { odometer: { mileage: 4711 } }));
    await line.publish('reports', 'never');
    expect(await letters()).toHaveLength(2);
    cloud.clock.advance(hourMs);
    await retryAll();
    const [left] = await eventually('the readable letter to be gone', async () => {
      const found = await letters();
      return found.length === 1 && found[0]?.retry_asked_at === null && found;
    });
    expect(left?.reason).toMatch(/^payload: expected JSON/);
    const { body } = await cloud.getOf(car, 'status');
    expect(body.odometer).toEqual({ createdAt: iso(ahead), mileage: 4711 });
  });

  it('after the fault was repaired by hand in the database, effect follows', async () => {
    await clear();
    const at = cloud.clock.now();
    await line.publish('reports', `{"id":"by-hand","at":"${iso(at)}","odometer":{"mileage":4712}`);
    const [letter] = await letters();
    await cloud.database.query
      .updateTable('dead_letters')
      .set({ payload: Buffer.concat([letter?.payload ?? Buffer.alloc(0), Buffer.from('}')]) })
      .execute();
    await retryAll();
    await eventually('the letter to be gone', async () => (await letters()).length === 0);
    expect((await cloud.getOf(car, 'status')).body.odometer.mileage).toBe(4712);
  });

  it('asked while Roadwire is down, is done at the next start', async () => {
    await clear();
    const ahead = cloud.clock.now() + 2 * hourMs;
    await line.report(report(ahead, { odometer: { mileage: 4713 } }));
    cloud.clock.advance(2 * hourMs);
    await cloud.database.query.updateTable('dead_letters').set({ retry_asked_at: new Date() }).execute();
    await cloud.restart();
    line = await cloud.connect(car);
    await eventually('the letter to be gone', async () => (await letters()).length === 0);
    expect((await cloud.getOf(car, 'status')).body.odometer.mileage).toBe(4713);
  });

  it('an array of which one report was ahead of its time gives that one, and the others once', async () => {
    await clear();
    const now = cloud.clock.now();
    const before = (await cloud.getOf(car, 'telemetry')).body.total;
    await line.report(
      report(now, { odometer: { mileage: 5000 } }),
      report(now + hourMs, { odometer: { mileage: 5001 } }),
    );
    expect((await cloud.getOf(car, 'telemetry')).body.total).toBe(before + 1);
    cloud.clock.advance(hourMs);
    await retryAll();
    await eventually('the letter to be gone', async () => (await letters()).length === 0);
    expect((await cloud.getOf(car, 'telemetry')).body.total).toBe(before + 2);
    expect((await cloud.getOf(car, 'status')).body.odometer.mileage).toBe(5001);
  });
});

describe('the bound', () => {
  it('keeps the newest letters only', async () => {
    await clear();
    for (const text of ['one', 'two', 'three', 'four', 'five']) await line.publish('reports', text);
    expect(await letters()).toHaveLength(5);
    await cloud.restart();
    expect((await letters()).map(({ payload }) => payload.toString())).toEqual(['three', 'four', 'five']);
  });
});
