import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iso, minuteMs } from '../support/clock.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type Car, type Cars, carsOf, codeOf, listed } from '../support/remote/cars.ts';
import { drive, eventfulLife, place } from '../support/vehicles/drive.ts';
import { noMarks } from '../support/vehicles/episode-rows.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
let cars: Cars;
beforeAll(async () => {
  cloud = await startTestCloud();
  cars = await carsOf(cloud);
});
afterAll(() => cloud.stop());

const now = Date.now();

describe('the way of a trip', () => {
  let car: Car;
  let path: string;
  const start = now - 90 * minuteMs;
  beforeAll(async () => {
    // Straight north, but for one place that is 1.4 km to the east.
    const { longitude, latitude } = place(5);
    car = await cars.thatTold(
      drive(start, 70, { 5: { position: { longitude: longitude + 0.02, latitude } } }),
    );
    const [trip] = listed(await cars.of(car, 'trips')) as [Body];
    path = `trips/${trip.id}/wayPoints`;
  });

  const minutesOf = (body: Body): number[] =>
    body._embedded.positions.map(
      ({ properties }: Body) => (Date.parse(properties.createdAt) - start) / minuteMs,
    );

  it('has every place with its time, in pages', async () => {
    const { body } = await cars.of(car, path);
    expect(body).toMatchObject({ total: 71, totalPage: 2 });
    expect(minutesOf(body)).toEqual(Array.from({ length: 60 }, (_, index) => index));
    const next = await cloud.follow(car, body._links.next);
    expect(minutesOf(next.body)).toEqual([60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70]);
    expect((await cars.of(car, path, { indexRange: '3-4' })).body._embedded.positions).toHaveLength(2);
    const timestamps = `${iso(start + 2 * minuteMs)}/PT2M`;
    expect(minutesOf((await cars.of(car, path, { timestamps })).body)).toEqual([2, 3, 4]);
  });

  it('has a page size for the fleet owner only', async () => {
    expect((await cars.inFleet(car, path, { pageSize: '2000' })).body._embedded.positions).toHaveLength(71);
    expect((await cars.inFleet(car, path, { pageSize: '10' })).body.totalPage).toBe(8);
    expect((await cars.of(car, path, { pageSize: '10' })).body.totalPage).toBe(2);
    expect((await cars.of(car, path, { pageSize: 'many' })).status).toBe(200);
  });

  it('takes the other spelling of tolerance, too', async () => {
    const { body } = await cars.inFleet(car, path, { pageSize: '2000', tolerence: '0.5' });
    expect(minutesOf(body)).toEqual([0, 4, 5, 6, 70]);
    expect((await cars.inFleet(car, path, { tolerence: '-1' })).body.code).toBe(40001);
  });

  it('is thinned out by a tolerance in km, page by page', async () => {
    const all = (await cars.inFleet(car, path, { pageSize: '2000', tolerance: '0.5' })).body;
    expect(all.total).toBe(71);
    expect(minutesOf(all)).toEqual([0, 4, 5, 6, 70]);
    expect(minutesOf((await cars.inFleet(car, path, { pageSize: '2000', tolerance: '2' })).body)).toEqual([
      0, 70,
    ]);
    const page = (await cars.of(car, path, { tolerance: '2' })).body;
    expect(minutesOf(page)).toEqual([0, 59]);
    const pageToken = page._links.next.href.split('pageToken=')[1];
    expect(minutesOf((await cars.of(car, path, { pageToken })).body)).toEqual([60, 70]);
  });

  it('is found under small letters too', async () => {
    expect((await cars.of(car, path.toLowerCase())).body.total).toBe(71);
    expect((await cars.inFleet(car, path.toLowerCase())).body.total).toBe(71);
  });
});

describe('what belongs to a trip', () => {
  let car: Car;
  let path: string;
  const start = now - 40 * minuteMs;
  beforeAll(async () => {
    car = await cars.thatTold([...eventfulLife(start), report(now, { odometer: { mileage: 511 } })]);
    const [trip] = listed(await cars.of(car, 'trips')) as [Body];
    path = `trips/${trip.id}`;
  });

  it('is telemetry of which scopes of telemetry and position decide what is in it', async () => {
    const totalWith = async (...scopes: string[]) => {
      const token = await cloud.addToken(car.driver, ['data:trip', ...scopes]);
      const { status, body } = await cloud.getOf(car, `${path}/telemetry`, { token });
      return [status, body.total];
    };
    expect(await totalWith()).toEqual([200, 0]);
    expect(await totalWith('data:alert', 'data:collision')).toEqual([200, 0]);
    expect((await totalWith('data:telemetry'))[1]).toBeGreaterThan(5);
  });

  it('is its telemetry, with a link to the trip, and not what was reported before or after', async () => {
    const { body } = await cars.of(car, `${path}/telemetry`, { extension: 'location' });
    expect(body.total).toBe(12);
    for (const { _links } of body._embedded.telemetries)
      expect(_links.trip.href).toMatch(new RegExp(`${path}$`));
    const all = (await cars.of(car, 'telemetry')).body;
    expect(all.total).toBeGreaterThan(12);
    expect(all._embedded.telemetries.at(-1)._links).not.toHaveProperty('trip');
    const query = { type: 'vehicle.ignition', pageSize: '1' };
    const page = (await cars.of(car, `${path}/telemetry`, query)).body;
    expect(page).toMatchObject({ total: 2, totalPage: 2 });
    expect((await cloud.follow(car, page._links.next)).body._embedded.telemetries).toHaveLength(1);
    const later = `${iso(start + 5 * minuteMs)}/`;
    expect((await cars.of(car, `${path}/telemetry`, { timestamps: later })).body.total).toBe(7);
  });

  it('are the alerts that were lit on it', async () => {
    const { body } = await cars.of(car, `${path}/alerts`, { locale: 'fr-FR' });
    expect(body._embedded.alerts).toMatchObject([{ type: 'FuelLevelLow', active: false }]);
    const [{ id, _links }] = body._embedded.alerts;
    expect(_links.trips).toEqual([{ href: expect.stringMatching(new RegExp(`/${path}$`)) }]);
    expect((await cars.of(car, `${path}/alerts/${id}`)).body).toEqual(body._embedded.alerts[0]);
    expect((await cars.inFleet(car, `${path}/alerts/${id}`)).body).toMatchObject({ id, vin: car.vin });
    const before = `/${iso(start + 2 * minuteMs)}`;
    expect((await cars.of(car, `${path}/alerts`, { timestamps: before })).body.total).toBe(0);
  });

  it('are the collisions on it, of which only the end user’s face has a single one', async () => {
    const { body } = await cars.of(car, `${path}/collisions`);
    const [collision] = body._embedded.Collisions;
    expect(collision.createdAt).toBe(iso(start + 5 * minuteMs));
    expect((await cars.of(car, `${path}/collisions/${collision.id}`)).body).toEqual(collision);
    expect((await cars.inFleet(car, `${path}/collisions`)).body._embedded.Collisions).toHaveLength(1);
    expect(await codeOf(cars.inFleet(car, `${path}/collisions/${collision.id}`))).toBe(40400);
  });

  it('is not what belongs to another one', async () => {
    await (await cloud.connect(car)).report(
      ...drive(start + 25 * minuteMs, 3, { 2: { alerts: { active: ['RiskOfIce'] } } }),
    );
    await noMarks(cloud);
    const [, other] = listed(await cars.of(car, 'trips')) as [Body, Body];
    const [first, second] = (await cars.of(car, 'alerts')).body._embedded.alerts;
    expect((await cars.of(car, `trips/${other.id}/alerts`)).body._embedded.alerts).toMatchObject([
      { id: second.id },
    ]);
    expect(await codeOf(cars.of(car, `trips/${other.id}/alerts/${first.id}`))).toBe(40413);
    expect((await cars.of(car, `trips/${other.id}/collisions`)).body.total).toBe(0);
  });
});
