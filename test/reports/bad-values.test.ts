import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs, hourMs, iso, minuteMs } from '../support/clock.ts';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { report } from '../support/vehicles/reports.ts';
import type { TestVehicle } from '../support/vehicles/vehicle.ts';

let cloud: TestCloud;
let car: EnrolledVehicle;
let line: TestVehicle;
beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver());
  line = await cloud.connect(car);
});
afterAll(() => cloud.stop());

const refused = (field: string, reason: string) =>
  cloud.metric(`roadwire_fields_refused_total{field="${field}",reason="${reason}"}`);

async function letters(): Promise<{ reason: string; text: string }[]> {
  const rows = await cloud.database.query
    .selectFrom('dead_letters')
    .select(['reason', 'payload'])
    .orderBy('id')
    .execute();
  return rows.map(({ reason, payload }) => ({ reason, text: payload.toString() }));
}

const clearLetters = () => cloud.database.query.deleteFrom('dead_letters').execute();
const statusOf = async () => (await cloud.getOf(car, 'status')).body;

describe('absurd values', () => {
  it('are refused field by field, counted, and the rest is kept', async () => {
    const now = Date.now();
    await line.report(
      report(now, {
        kinetic: { speed: 900, acceleration: 1, moving: true },
        position: { longitude: 2, latitude: 91 },
        odometer: { mileage: -1 },
        energies: [{ type: 'Fuel', level: 101, autonomy: 300 }],
        battery: { voltage: 'good' },
        ignition: { type: 'Contact' },
        safety: {
          beltStatus: [
            { id: 'Driver', belt: 'Normal' },
            { id: 'Dog', belt: 'Normal' },
          ],
        },
        alarm: { trigger: { type: 'TrunkDoorBreakIn', startAt: 'yesterday' } },
        powertrain: null,
        doorsState: [],
        privacy: 'None',
      }),
    );
    const { _links, createdAt, updatedAt, energy, ...groups } = await statusOf();
    expect(groups).toEqual({
      kinetic: { createdAt: iso(now), acceleration: 1, moving: true },
      energies: [{ createdAt: iso(now), updatedAt: iso(now), type: 'Fuel', autonomy: 300 }],
      safety: { createdAt: iso(now), beltStatus: [{ id: 'Driver', belt: 'Normal' }] },
    });
    expect(await letters()).toEqual([]);
    for (const field of ['kinetic.speed', 'position.latitude', 'odometer.mileage', 'energies.Fuel.level'])
      expect([field, await refused(field, 'range')]).toEqual([field, 1]);
    for (const field of ['battery.voltage', 'powertrain', 'doorsState', 'privacy'])
      expect([field, await refused(field, 'type')]).toEqual([field, 1]);
    expect(await refused('position.latitude', 'required')).toBe(1);
    expect(await refused('alarm.trigger.startAt', 'required')).toBe(1);
    expect(await refused('safety.beltStatus.id', 'range')).toBe(1);
  });

  it('of which nothing is left leave no trace but the count', async () => {
    const before = (await cloud.getOf(car, 'telemetry')).body.total;
    await line.report(report(Date.now(), { odometer: { mileage: 'far' } }), report(Date.now(), {}));
    expect((await cloud.getOf(car, 'telemetry')).body.total).toBe(before);
    expect(await letters()).toEqual([]);
    expect(await refused('odometer.mileage', 'type')).toBe(1);
  });
});

describe('unknown fields', () => {
  it('are left out and counted, at the root and deep inside', async () => {
    const before = { root: await refused('', 'unknown'), odometer: await refused('odometer', 'unknown') };
    await line.report(
      report(Date.now(), {
        colour: 'red',
        constructor: 1,
        odometer: { mileage: 5, trip: 1, hasOwnProperty: 2 },
        environment: { water: 1, air: { temp: 3 } },
        energies: [{ type: 'Coal', level: 3 }, 'x'],
      }),
    );
    expect(await statusOf()).toMatchObject({ odometer: { mileage: 5 }, environment: { air: { temp: 3 } } });
    expect((await statusOf()).odometer).not.toHaveProperty('trip');
    expect([await refused('', 'unknown'), await refused('odometer', 'unknown')]).toEqual([
      before.root + 2,
      before.odometer + 2,
    ]);
    expect(await refused('environment', 'unknown')).toBe(1);
    expect(await refused('energies', 'unknown')).toBe(2);
  });

  it('cannot make the metrics grow without bound', async () => {
    const lines = async () => (await cloud.get('/metrics', { isPlain: true })).text.split('\n').length;
    await line.report(report(Date.now(), { a1: 1 }));
    const before = await lines();
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key${index}`, 1]));
    await line.report(report(Date.now(), { ...many, odometer: { mileage: 6, ...many } }));
    await line.publish('record', { v: 1, ts: Math.floor(Date.now() / 1000) - 946_684_800, ...many });
    expect((await lines()) - before).toBeLessThan(10);
  });

  it('do not reach into the prototype', async () => {
    await line.publish(
      'reports',
      `{"id":"proto","at":"${iso(Date.now())}","__proto__":{"odometer":{"mileage":666}},"odometer":{"__proto__":{"mileage":667}}}`,
    );
    expect((await statusOf()).odometer.mileage).not.toBeGreaterThan(600);
    expect(({} as { odometer?: object }).odometer).toBeUndefined();
  });
});

describe('times that cannot be', () => {
  it('a little ahead is believed, more is a dead letter', async () => {
    await clearLetters();
    await line.report(report(Date.now() + 4 * minuteMs, { odometer: { mileage: 40 } }));
    await line.report(report(Date.now() + 6 * minuteMs, { odometer: { mileage: 60 } }));
    await line.report(report(Date.now() + 400 * dayMs, { odometer: { mileage: 61 } }));
    expect((await statusOf()).odometer.mileage).toBe(40);
    expect((await letters()).map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^at: .* is 3\d\d s ahead of the server$/),
      expect.stringMatching(/ahead of the server$/),
    ]);
    expect(await refused('at', 'range')).toBe(2);
  });

  it('within the retention is history, before it is a dead letter', async () => {
    await clearLetters();
    const before = (await cloud.getOf(car, 'telemetry')).body.total;
    await line.report(report(Date.now() - 62 * dayMs + minuteMs, { odometer: { mileage: 1 } }));
    await line.report(report(Date.now() - 62 * dayMs - minuteMs, { odometer: { mileage: 1 } }));
    await line.report({ id: 'roman', at: '0044-03-15T12:00:00Z', odometer: { mileage: 1 } });
    expect((await cloud.getOf(car, 'telemetry')).body.total).toBe(before + 1);
    expect((await letters()).map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/older than the history that is kept$/),
      expect.stringMatching(/^at: 0044-03-15T12:00:00.000Z is older/),
    ]);
  });

  it('leave the good reports of their message alone', async () => {
    await clearLetters();
    const good = Date.now() - hourMs;
    const before = (await cloud.getOf(car, 'telemetry')).body.total;
    await line.report(
      report(good, { odometer: { mileage: 1 } }),
      report(Date.now() + dayMs, { odometer: { mileage: 2 } }),
      report(good + 1, { odometer: { mileage: 3 } }),
    );
    expect((await cloud.getOf(car, 'telemetry')).body.total).toBe(before + 2);
    expect(await letters()).toHaveLength(1);
  });

  it.each([
    '2026-05-04',
    '2026-05-04T07:15:02',
    'now',
    '2026-02-31T00:00:00Zx',
    17,
    null,
    '2026-99-01T00:00:00Z',
  ])('%j is not a time', async (at) => {
    await clearLetters();
    await line.publish('reports', { id: `t${at}`, at, odometer: { mileage: 1 } });
    expect((await letters())[0]?.reason).toMatch(/^at: .*expected an RFC 3339 time/);
  });

  it('of generation 1 are bounded too', async () => {
    await clearLetters();
    for (const ts of [0, -1e15, 9e15, 4_000_000_000]) await line.publish('record', { v: 1, ts, od: 1 });
    expect(await letters()).toHaveLength(4);
  });
});

describe('arrays', () => {
  it('with one bad report keep the others, and the bad one becomes a dead letter of its own', async () => {
    await clearLetters();
    const now = Date.now() - hourMs;
    const before = (await cloud.getOf(car, 'telemetry')).body.total;
    await line.publish('reports', [
      report(now + 10, { odometer: { mileage: 7 } }),
      { id: 5, at: iso(now), odometer: { mileage: 8 } },
      'hello',
      report(now + 11, { odometer: { mileage: 9 } }),
    ]);
    expect((await cloud.getOf(car, 'telemetry')).body.total).toBe(before + 2);
    const found = await letters();
    expect(found.map(({ reason }) => reason)).toEqual([
      'id: 5, expected a string of 1 to 64 characters',
      'report: expected an object',
    ]);
    expect(JSON.parse(found[0]?.text ?? '')).toMatchObject({ id: 5, odometer: { mileage: 8 } });
  });

  it('of more than a thousand reports are refused as a whole', async () => {
    await clearLetters();
    const small = (index: number) => ({ id: `k${index}`, at: iso(Date.now()), battery: { voltage: 80 } });
    const of = (length: number) => Array.from({ length }, (_, index) => small(index));
    await line.publish('reports', of(1001));
    expect((await letters())[0]?.reason).toBe('payload: 1001 reports, expected at most 1000');
    const before = (await cloud.getOf(car, 'telemetry')).body.total;
    await line.publish('reports', of(1000));
    expect((await cloud.getOf(car, 'telemetry')).body.total).toBe(before + 1000);
  });

  it('that are empty are acknowledged and change nothing', async () => {
    const before = (await cloud.getOf(car, 'telemetry')).body.total;
    await line.publish('reports', []);
    expect((await cloud.getOf(car, 'telemetry')).body.total).toBe(before);
  });
});
