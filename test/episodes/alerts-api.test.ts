import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iso, minuteMs } from '../support/clock.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type Car, type Cars, carsOf, codeOf, listed } from '../support/remote/cars.ts';
import { drive, place } from '../support/vehicles/drive.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
let cars: Cars;
let car: Car;
beforeAll(async () => {
  cloud = await startTestCloud();
  cars = await carsOf(cloud);
  car = await cars.thatTold([
    ...drive(start, 10, {
      3: { alerts: { active: ['FuelLevelLow'] } },
      7: { alerts: { active: ['FuelLevelLow', 'BrakingSystemFailure'] } },
    }),
    ...drive(start + 20 * minuteMs, 5),
    report(at(30), { alerts: { active: ['BrakingSystemFailure'] } }),
  ]);
});
afterAll(() => cloud.stop());

const start = Date.now() - 60 * minuteMs;
const at = (minute: number) => start + minute * minuteMs;

describe('alerts', () => {
  it('tell when and where each was lit and went out, how grave it is, and the trips it spanned', async () => {
    const [fuel, braking, ...others] = listed(await cars.of(car, 'alerts'));
    expect(others).toEqual([]);
    const { _links, startPosition, endPosition, ...told } = fuel;
    expect(told).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{40}$/),
      createdAt: iso(at(3)),
      updatedAt: iso(at(30)),
      active: false,
      type: 'FuelLevelLow',
      severity: 'Information',
      startedAt: iso(at(3)),
      endAt: iso(at(30)),
    });
    expect(startPosition.geometry.coordinates).toEqual(Object.values(place(3)));
    expect(endPosition.properties).toMatchObject({ createdAt: iso(at(25)) });
    expect(_links.position.href).toMatch(/\/lastPosition$/);
    const trips = listed(await cars.of(car, 'trips')).map(({ _links: { self } }) => self.href);
    expect(_links.trips.map(({ href }: Body) => href)).toEqual(trips);
    expect(trips).toHaveLength(2);
    expect(braking).toMatchObject({ active: true, severity: 'Critical', updatedAt: iso(at(7)) });
    expect(braking).not.toHaveProperty('endAt');
  });

  it('are the same alone, and on the fleet owner’s face with the VIN', async () => {
    const [fuel] = listed(await cars.of(car, 'alerts')) as [Body];
    expect((await cars.of(car, `alerts/${fuel.id}`)).body).toEqual(fuel);
    const [seen] = listed(await cars.inFleet(car, 'alerts')) as [Body];
    expect(seen).toMatchObject({ id: fuel.id, vin: car.vin, createdAt: iso(at(3)), updatedAt: iso(at(30)) });
    expect(seen.startPosition.properties.vin).toBe(car.vin);
    expect((await cars.inFleet(car, `alerts/${fuel.id}`)).body).toEqual(seen);
    expect((await cloud.getFleet(cars.owner, `alerts/${fuel.id}`)).body).toEqual(seen);
  });

  it('are found by the time in which they were lit', async () => {
    const typesOf = async (timestamps: string) =>
      listed(await cars.of(car, 'alerts', { timestamps })).map(({ type }) => type);
    expect(await typesOf(`/${iso(at(5))}`)).toEqual(['FuelLevelLow']);
    expect(await typesOf(`${iso(at(28))}/PT1M`)).toEqual(['FuelLevelLow', 'BrakingSystemFailure']);
    expect(await typesOf(`${iso(at(31))}/`)).toEqual(['BrakingSystemFailure']);
    expect(await typesOf(`/${iso(at(2))}`)).toEqual([]);
  });

  it('have positions with data:position only, and trips with data:trip only', async () => {
    const token = await cloud.addToken(car.driver, ['data:alert']);
    const [fuel] = (await cloud.getOf(car, 'alerts', { token })).body._embedded.alerts;
    expect(fuel).toMatchObject({ type: 'FuelLevelLow' });
    expect(fuel).not.toHaveProperty('startPosition');
    expect(fuel).not.toHaveProperty('endPosition');
    expect(fuel._links).not.toHaveProperty('trips');
    const other = await cloud.addToken(car.driver, ['data:trip', 'data:telemetry']);
    expect(await codeOf(cloud.getOf(car, 'alerts', { token: other }))).toBe(40301);
  });

  it('that nobody knows, or that are another vehicle’s, are 404', async () => {
    const other = await cars.thatTold([report(at(0), { alerts: { active: ['RiskOfIce'] } })]);
    const [{ id }] = listed(await cars.of(other, 'alerts')) as [Body];
    expect(await codeOf(cars.of(car, `alerts/${id}`))).toBe(40413);
    expect(await codeOf(cars.inFleet(car, `alerts/${id}`))).toBe(40413);
    expect(await codeOf(cars.of(car, `alerts/${'f'.repeat(40)}`))).toBe(40413);
    expect(await codeOf(cloud.getFleet(cars.owner, 'alerts/unknown'))).toBe(40413);
    expect((await cloud.getFleet(cars.owner, `alerts/${id}`)).body.vin).toBe(other.vin);
    const stranger = await cloud.addPartner();
    expect(await codeOf(cloud.getFleet(stranger, `alerts/${id}`))).toBe(40413);
  });
});

describe('the alarm', () => {
  let alarmed: Car;
  const startAt = iso(at(12));
  beforeAll(async () => {
    alarmed = await cars.thatTold([
      report(at(10), { position: place(1), alarm: { status: { activation: 'Active' } } }),
      report(at(11), { alarm: { status: { activation: 'Active' } } }),
      report(at(12), {
        position: place(2),
        alarm: { trigger: { type: 'RoofBreakIn', startAt }, status: { activation: 'Active' } },
      }),
      report(at(14), { position: place(5), alarm: { status: { activation: 'Inactive' } } }),
    ]);
  });

  it('has an entry for each change, each of one kind', async () => {
    const entries = listed(await cars.of(alarmed, 'alarms')).map(({ _links, id, ...told }) => told);
    expect(entries).toEqual([
      { status: { createdAt: iso(at(10)), activation: 'Active' } },
      {
        trigger: { createdAt: iso(at(12)), type: 'RoofBreakIn', startAt, position: expect.anything() },
      },
      { status: { createdAt: iso(at(14)), activation: 'Inactive' } },
    ]);
    expect(entries[1]?.trigger.position.geometry.coordinates).toEqual(Object.values(place(2)));
  });

  it('is filtered by type and time, and told one by one', async () => {
    const idsOf = async (query: Record<string, string>) =>
      listed(await cars.inFleet(alarmed, 'alarms', query)).map(({ id }) => id);
    const all = await idsOf({});
    expect(await idsOf({ type: 'vehicle.alarm.status' })).toEqual([all[0], all[2]]);
    expect(await idsOf({ type: 'vehicle.alarm.trigger' })).toEqual([all[1]]);
    expect(await idsOf({ type: 'vehicle.alarm.trigger,vehicle.alarm.status' })).toEqual(all);
    expect(await idsOf({ timestamps: `${iso(at(12))}/` })).toEqual(all.slice(1));
    const [, trigger] = listed(await cars.of(alarmed, 'alarms'));
    expect((await cars.of(alarmed, `alarms/${all[1]}`)).body).toEqual(trigger);
    expect(await codeOf(cars.of(car, `alarms/${all[1]}`))).toBe(40414);
  });

  it('tells in the status where the vehicle was when it went off, to those who may know', async () => {
    const { body } = await cars.of(alarmed, 'status');
    expect(body.alarm).toMatchObject({
      status: { activation: 'Inactive' },
      trigger: { type: 'RoofBreakIn', createdAt: iso(at(12)) },
    });
    const coordinates = Object.values(place(2));
    expect(body.alarm.trigger.position.geometry.coordinates).toEqual(coordinates);
    const { alarm } = (await cars.inFleet(alarmed, 'status')).body;
    expect(alarm.trigger.position.properties.vin).toBe(alarmed.vin);
    const [told] = listed(await cars.of(alarmed, 'telemetry', { type: 'vehicle.alarm.trigger' }));
    expect(told.vehicle.alarm.trigger.position.geometry.coordinates).toEqual(coordinates);
    const token = await cloud.addToken(alarmed.driver, ['data:telemetry']);
    for (const resource of ['status', 'alarms', 'telemetry']) {
      const { status, text } = await cloud.getOf(alarmed, resource, { token });
      expect(status).toBe(200);
      expect(text).not.toContain('coordinates');
    }
  });

  it('needs the scope of the alarm, and no more', async () => {
    const narrow = await cloud.addToken(alarmed.driver, ['data:telemetry:vehicle:alarm']);
    expect((await cloud.getOf(alarmed, 'alarms', { token: narrow })).body.total).toBe(3);
    const other = await cloud.addToken(alarmed.driver, ['data:telemetry:vehicle:odometer']);
    expect(await codeOf(cloud.getOf(alarmed, 'alarms', { token: other }))).toBe(40301);
  });
});

describe('collisions', () => {
  const collision = { details: [{ side: 'Front', severity: 'Major' }, { side: 'Rear' }], tippedOver: true };
  let hit: Car;
  beforeAll(async () => {
    hit = await cars.thatTold([
      ...drive(start, 5, { 3: { collision } }),
      report(at(20), { collision: { details: [{ side: 'Rear', severity: 'Minimal' }] } }),
    ]);
  });

  it('tell which sides and how hard, and the trip on which it was', async () => {
    const { body } = await cars.of(hit, 'collisions');
    const [first, second] = body._embedded.Collisions;
    const [trip] = listed(await cars.of(hit, 'trips')) as [Body];
    const { _links, ...told } = first;
    const id = expect.stringMatching(/^[0-9a-f]{40}$/);
    expect(told).toEqual({ id, createdAt: iso(at(3)), updatedAt: iso(at(3)), ...collision });
    expect(_links.trip).toEqual(trip._links.self);
    expect(second._links).not.toHaveProperty('trip');
    expect((await cars.of(hit, `collisions/${first.id}`)).body).toEqual(first);
    const timestamps = `${iso(at(10))}/`;
    expect(listed(await cars.of(hit, 'collisions', { timestamps }))).toEqual([second]);
  });

  it('have the VIN on the fleet owner’s face, in every list', async () => {
    const [first] = listed(await cars.inFleet(hit, 'collisions')) as [Body];
    expect(first).toMatchObject({ vin: hit.vin, tippedOver: true });
    const all = listed(await cloud.getFleet(cars.owner, 'collisions'));
    expect(all.filter(({ vin }) => vin === hit.vin)).toHaveLength(2);
    expect((await cloud.getFleet(cars.owner, `collisions/${first.id}`)).body).toEqual(first);
    expect((await cloud.getFleet(cars.owner, first._links.self.href)).body).toEqual(first);
    expect(await codeOf(cloud.getFleet(cars.owner, 'collisions/0'))).toBe(40415);
  });
});

describe('the lists of a fleet', () => {
  it('have what happened to any of its vehicles, in order of time, in pages', async () => {
    const owner = await cloud.addPartner();
    const driver = await cloud.addDriver();
    const vins: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      const one = await cloud.addVehicle(driver);
      await cloud.addToFleet(owner, one);
      vins.push(one.vin);
      const lit = [0, 1].map((round) => [
        report(at(round * 10 + index), { alerts: { active: ['RiskOfIce'] } }),
        report(at(round * 10 + index + 1), { alerts: { active: [] } }),
      ]);
      await (await cloud.connect(one)).report(...lit.flat());
    }
    const seen: Body[] = [];
    let { body } = await cloud.getFleet(owner, 'alerts', { query: { pageSize: '4' } });
    expect(body).toMatchObject({ total: 6, totalPage: 2 });
    seen.push(...body._embedded.alerts);
    ({ body } = await cloud.getFleet(owner, body._links.next.href));
    seen.push(...body._embedded.alerts);
    expect(seen.map(({ vin }) => vin)).toEqual([...vins, ...vins]);
    for (const { _links, id } of seen)
      expect((await cloud.getFleet(owner, _links.self.href)).body).toMatchObject({ id });
  });

  it('leave out what a driver hides from those who ask as the end user', async () => {
    const hidden = await cars.thatTold([
      report(at(0), { alerts: { active: ['RiskOfIce'] }, collision: { details: [{ side: 'Rear' }] } }),
      report(at(1), { privacy: { state: 'Full' } }),
    ]);
    const vinsIn = async (list: string, profile: string) =>
      listed(await cloud.getFleet(cars.owner, list, { query: { profile } })).map(({ vin }) => vin);
    for (const list of ['alerts', 'collisions']) {
      expect(await vinsIn(list, 'fleet')).toContain(hidden.vin);
      expect(await vinsIn(list, 'endUser')).not.toContain(hidden.vin);
      expect(await codeOf(cars.of(hidden, list))).toBe(40499);
      const [{ id }] = listed(await cars.inFleet(hidden, list)) as [Body];
      const asDriver = { query: { profile: 'endUser' } };
      expect(await codeOf(cloud.getFleet(cars.owner, `${list}/${id}`, asDriver))).toBe(40499);
    }
    expect(await codeOf(cars.of(hidden, 'alarms'))).toBe(40499);
  });
});
