import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { setApplicationQuota } from '../../src/store/access/quotas.ts';
import { iso } from '../support/clock.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { at, isAt, liveOf, place, ready, stepsOf } from '../support/vehicles/live.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ ROADWIRE_LIVE_HEARTBEAT_S: '1' });
});
const { listenAs, listenAsOwner, leaveAll } = liveOf(() => cloud);
afterEach(leaveAll);
afterAll(() => cloud.stop());

const newCar = async () => cloud.addVehicle(await cloud.addDriver());

describe('a stream of events', () => {
  it('begins with the newest state, and goes on with what happens', async () => {
    const car = await newCar();
    const line = await cloud.connect(car);
    await line.report(report(at(0), { ...place(0), odometer: { mileage: 10 } }));
    const reader = await listenAs(car);
    await ready(reader);
    expect(reader.events.map(({ event }) => event)).toEqual(['reset', 'status', 'position', 'ready']);
    expect(reader.events[0]?.data).toEqual({ reason: 'new' });
    expect(reader.events[1]?.data).toMatchObject({ vehicle: car.id, status: { odometer: { mileage: 10 } } });
    await line.report(report(at(1), { ...place(1), kinetic: { speed: 30 } }));
    const position = await reader.until('a position', isAt(1));
    expect(position.data).toMatchObject({
      vehicle: car.id,
      position: { properties: { createdAt: iso(at(1)) } },
    });
    const status = reader.events.filter(({ event }) => event === 'status').at(-1);
    expect(status?.data.status).toMatchObject({ createdAt: iso(at(1)), kinetic: { speed: 30 } });
    // Only what has changed.
    expect(status?.data.status).not.toHaveProperty('odometer');
    expect(status?.data.status).not.toHaveProperty('lastPosition');
    reader.leave();
  });

  it('tells what became the newest, and nothing that comes too late to be news', async () => {
    const car = await newCar();
    const line = await cloud.connect(car);
    await line.report(report(at(10), place(10)));
    const reader = await listenAs(car);
    await ready(reader);
    await line.report(report(at(5), { ...place(5), odometer: { mileage: 7 } }));
    await line.report(report(at(11), place(11)));
    await reader.until('the news', isAt(11));
    expect(stepsOf(reader)).toEqual([10, 11]);
    // Of the late report that was new which nothing newer was known of.
    expect(
      reader.events.find(({ event, data }) => event === 'status' && data.status.odometer)?.data.status,
    ).toMatchObject({
      createdAt: iso(at(5)),
      odometer: { mileage: 7 },
    });
    reader.leave();
  });

  it('tells of trips, alerts, alarms and collisions', async () => {
    const car = await newCar();
    const reader = await listenAs(car);
    await ready(reader);
    const line = await cloud.connect(car);
    for (const one of [
      report(at(0), {
        ignition: { type: 'Start' },
        odometer: { mileage: 100 },
        alerts: { active: [] },
        ...place(0),
      }),
      report(at(60), { kinetic: { speed: 50, moving: true }, odometer: { mileage: 101 }, ...place(1) }),
      report(at(70), { alerts: { active: ['FuelLevelLow'] } }),
      report(at(80), { alarm: { trigger: { type: 'TrunkDoorBreakIn', startAt: iso(at(80)) } } }),
      report(at(90), { collision: { details: [{ side: 'Front' }] } }),
      report(at(100), { alerts: { active: [] } }),
    ])
      await line.report(one);
    await line.report(report(at(200), { ignition: { type: 'Stop' }, odometer: { mileage: 102 } }));
    await reader.until(
      'the end of the trip',
      ({ event, data }) => event === 'trip' && data.change === 'stopped',
    );
    const changes = reader.events.flatMap(({ event, data }) =>
      data.change ? [`${event} ${data.change}`] : [],
    );
    expect(changes.filter((one) => !one.endsWith('changed'))).toEqual([
      'trip started',
      'alert opened',
      'alarm happened',
      'collision happened',
      'alert closed',
      'trip stopped',
    ]);
    const trip = reader.events.findLast(({ event }) => event === 'trip')?.data.trip;
    expect(trip).toEqual((await cloud.getOf(car, `trips/${trip.id}`)).body);
    expect(reader.events.find(({ event }) => event === 'alert')?.data.alert).toMatchObject({
      type: 'FuelLevelLow',
      active: true,
    });
    reader.leave();
  });

  it('shows that it lives when nothing happens', async () => {
    const reader = await listenAs(await newCar());
    await ready(reader);
    await eventually('a heartbeat', () => reader.heartbeats() > 0);
    reader.leave();
  });

  it('counts as one call, and knows bad parameters', async () => {
    const car = await newCar();
    await setApplicationQuota(cloud.database, car.driver.clientId, { day: 2 });
    const reader = await listenAs(car, { query: { types: 'position' } });
    await ready(reader);
    expect(reader.events.map(({ event }) => event)).toEqual(['reset', 'ready']);
    const wrong = await listenAs(car, { query: { types: 'weather' } });
    expect([wrong.status, (await wrong.body()).code]).toEqual([400, 40001]);
    const third = await listenAs(car);
    expect([third.status, (await third.body()).code]).toEqual([429, 42900]);
    reader.leave();
  });
});

describe('whoever may not see something', () => {
  it('does not hear of it', async () => {
    const car = await newCar();
    const line = await cloud.connect(car);
    const token = await cloud.addToken(car.driver, ['data:telemetry']);
    const reader = await listenAs(car, { token });
    await ready(reader);
    await line.report(
      report(at(0), { ...place(0), alerts: { active: ['FuelLevelLow'] }, ignition: { type: 'Start' } }),
    );
    await line.report(report(at(1), { kinetic: { speed: 31 } }));
    await reader.until('the status', ({ event, data }) => event === 'status' && data.status.kinetic);
    expect(new Set(reader.events.map(({ event }) => event))).toEqual(new Set(['reset', 'ready', 'status']));
    reader.leave();
    const refused = await listenAs(car, { token, query: { types: 'position,trip' } });
    expect([refused.status, (await refused.body()).code]).toEqual([403, 40301]);
  });

  it('hears of no vehicle of others', async () => {
    const [car, foreign] = [await newCar(), await newCar()];
    const reader = await listenAs(car);
    await ready(reader);
    await (await cloud.connect(foreign)).report(report(at(0), place(0)));
    await (await cloud.connect(car)).report(report(at(1), place(1)));
    await reader.until('its own', ({ event }) => event === 'position');
    expect(stepsOf(reader)).toEqual([1]);
    reader.leave();
    for (const [id, status, code] of [
      [foreign.id, 403, 40302],
      ['nobodys', 404, 40410],
    ] as const) {
      const refused = await listenAs(car, { query: { vehicles: id } });
      expect([refused.status, (await refused.body()).code]).toEqual([status, code]);
    }
  });

  it('hears of no position while the driver hides it', async () => {
    const car = await newCar();
    const owner = await cloud.addPartner();
    await cloud.addToFleet(owner, car);
    const line = await cloud.connect(car);
    const [driver, fleet, endUser] = [
      await listenAs(car),
      await listenAsOwner(owner),
      await listenAsOwner(owner, { profile: 'endUser', fleet: owner.fid }),
    ];
    await Promise.all([driver, fleet, endUser].map(ready));
    await line.report(report(at(0), { ...place(0), privacy: { state: 'None' } }));
    for (const reader of [driver, fleet, endUser]) await reader.until('the first', isAt(0));
    await line.report(report(at(1), { ...place(1), privacy: { state: 'Geolocation' } }));
    await line.report(report(at(2), { ...place(2), kinetic: { speed: 12 } }));
    await line.report(report(at(3), { ...place(3), privacy: { state: 'Full' }, kinetic: { speed: 13 } }));
    await line.report(report(at(4), { ...place(4), kinetic: { speed: 14 } }));
    await line.report(report(at(5), { ...place(5), privacy: { state: 'None' } }));
    for (const reader of [driver, fleet, endUser]) await reader.until('the last', isAt(5));
    expect(stepsOf(fleet)).toEqual([0, 1, 2, 3, 4, 5]);
    for (const reader of [driver, endUser]) {
      expect(stepsOf(reader)).toEqual([0, 5]);
      const speeds = reader.events.flatMap(({ data }) => data.status?.kinetic?.speed ?? []);
      expect(speeds).not.toContain(14);
    }
    expect(fleet.events.find(({ event }) => event === 'position')?.data).toMatchObject({ vin: car.vin });
    for (const reader of [driver, fleet, endUser]) reader.leave();
  });
});
