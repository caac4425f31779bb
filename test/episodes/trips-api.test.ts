import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iso, minuteMs } from '../support/clock.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type Car, type Cars, carsOf, codeOf, listed } from '../support/remote/cars.ts';
import { drive, place } from '../support/vehicles/drive.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
let cars: Cars;
beforeAll(async () => {
  cloud = await startTestCloud();
  cars = await carsOf(cloud);
});
afterAll(() => cloud.stop());

const now = Date.now();

type Left = { level: number; autonomy: number; total: number; residual: number };

const energies = ({ level, autonomy, total, residual }: Left) => ({
  energies: [
    {
      type: 'Fuel',
      subType: 'FossilEnergy',
      level,
      autonomy,
      extension: { fuel: { consumptions: { total } } },
    },
    { type: 'Electric', level: 50, extension: { electric: { battery: { load: { residual } } } } },
  ],
});

describe('a trip that has ended', () => {
  const start = now - 60 * minuteMs;
  let car: Car;
  let trip: Body;
  beforeAll(async () => {
    car = await cars.thatTold(
      drive(start, 10, {
        0: energies({ level: 60, autonomy: 500, total: 1000, residual: 9000 }),
        4: { engines: [{ type: 'Thermic', speed: 2000 }] },
        10: energies({ level: 59.5, autonomy: 490, total: 1060, residual: 8500 }),
      }),
    );
    [trip] = listed(await cars.of(car, 'trips'));
  });

  it('tells when, where, how far and what it took', () => {
    const { _links, startPosition, stopPosition, segments, ...figures } = trip;
    expect(figures).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{40}$/),
      createdAt: iso(start),
      updatedAt: iso(start + 11 * minuteMs),
      startedAt: iso(start),
      stoppedAt: iso(start + 11 * minuteMs),
      duration: 660,
      distance: 10,
      startMileage: 500,
      startEnergies: [
        { type: 'Fuel', subType: 'FossilEnergy', level: 60, autonomy: 500 },
        { type: 'Electric', level: 50 },
      ],
      endEnergies: [
        { type: 'Fuel', subType: 'FossilEnergy', level: 59.5, autonomy: 490 },
        { type: 'Electric', level: 50 },
      ],
      energyConsumptions: [
        { type: 'Fuel', subType: 'FossilEnergy', consumption: 60, avgConsumption: 600 },
        { type: 'Electric', consumption: 500, avgConsumption: 5000 },
      ],
      kinetic: { avgSpeed: 54.5, maxSpeed: 60 },
      done: true,
      faults: [],
    });
    expect(segments).toMatchObject([{ propulsion: 'Thermal' }]);
    expect(startPosition).toMatchObject({ type: 'Feature', properties: { createdAt: iso(start) } });
    const { longitude, latitude } = place(10);
    expect(stopPosition.geometry).toEqual({ type: 'Point', coordinates: [longitude, latitude] });
  });

  it('is the same alone, and its links lead to what belongs to it', async () => {
    const { self, vehicle, waypoints, alerts, collisions } = trip._links;
    expect((await cloud.follow(car, self)).body).toEqual(trip);
    expect((await cloud.follow(car, vehicle)).body.vin).toBe(car.vin);
    expect((await cloud.follow(car, waypoints)).body.total).toBe(11);
    expect((await cloud.follow(car, alerts)).body).toMatchObject({ total: 0, _embedded: { alerts: [] } });
    expect((await cloud.follow(car, collisions)).body._embedded).toEqual({ Collisions: [] });
  });

  it('has the VIN on the fleet owner’s face, and nothing that only old clients read', async () => {
    const [seen] = listed(await cars.inFleet(car, 'trips'));
    expect(seen).toMatchObject({ vin: car.vin, id: trip.id, distance: 10 });
    expect(seen.startPosition.properties).toEqual({ vin: car.vin, createdAt: iso(start) });
    expect((await cloud.getFleet(cars.owner, seen._links.self.href)).body).toEqual(seen);
    expect(listed(await cloud.getFleet(cars.owner, 'trips')).map(({ id }) => id)).toContain(trip.id);
  });
});

describe('the trip under way', () => {
  let car: Car;
  beforeAll(async () => {
    car = await cars.thatTold(drive(now - 5 * minuteMs, 20).slice(0, 5));
  });

  it('is in the end user’s list with its figures until now, without an end', async () => {
    const [trip, ...others] = listed(await cars.of(car, 'trips'));
    expect(others).toEqual([]);
    expect(trip).toMatchObject({ done: false, distance: 4, duration: 240, kinetic: { maxSpeed: 60 } });
    expect(trip).not.toHaveProperty('stoppedAt');
    expect(trip).not.toHaveProperty('stopPosition');
    expect(trip.updatedAt).toBe(iso(now - minuteMs));
    expect((await cars.of(car, `trips/${trip.id}`)).body).toEqual(trip);
    expect((await cars.of(car, `trips/${trip.id}/wayPoints`)).body.total).toBe(5);
    expect((await cars.of(car, `trips/${trip.id}/telemetry`)).body.total).toBe(5);
  });

  it('is in no list of the fleet owner, who may ask for it alone', async () => {
    const [{ id }] = listed(await cars.of(car, 'trips')) as [Body];
    for (const query of [{}, { profile: 'endUser' }])
      expect((await cars.inFleet(car, 'trips', query as Record<string, string>)).body.total).toBe(0);
    expect(listed(await cloud.getFleet(cars.owner, 'trips')).map((trip) => trip.id)).not.toContain(id);
    expect((await cars.inFleet(car, `trips/${id}`)).body).toMatchObject({ id, done: false, distance: 4 });
  });
});

describe('what may be seen of trips', () => {
  const start = now - 60 * minuteMs;
  const positions = async (body: Body) => [body.startPosition !== undefined, body.stopPosition !== undefined];

  it('has positions with data:position only', async () => {
    const car = await cars.thatTold(drive(start, 5));
    const [{ id }] = listed(await cars.of(car, 'trips')) as [Body];
    const token = await cloud.addToken(car.driver, ['data:trip']);
    const { body } = await cloud.getOf(car, `trips/${id}`, { token });
    expect(body).toMatchObject({ distance: 5 });
    expect(await positions(body)).toEqual([false, false]);
    expect(await codeOf(cloud.getOf(car, `trips/${id}/wayPoints`, { token }))).toBe(40301);
    expect(await codeOf(cloud.getOf(car, `trips/${id}/alerts`, { token }))).toBe(40301);
    // Of the telemetry nothing is open to it, but the trip has some.
    const telemetry = await cloud.getOf(car, `trips/${id}/telemetry`, { token });
    expect([telemetry.status, telemetry.body.total]).toEqual([200, 0]);
    const blind = await cloud.addToken(car.driver, ['data:telemetry', 'data:position']);
    for (const resource of ['', `/${id}`, `/${id}/wayPoints`, `/${id}/telemetry`])
      expect(await codeOf(cloud.getOf(car, `trips${resource}`, { token: blind }))).toBe(40301);
    const [report] = (await cloud.getOf(car, 'telemetry', { token: blind })).body._embedded.telemetries;
    expect(report._links).not.toHaveProperty('trip');
  });

  it('has no place that was measured while the driver hid it, but for the fleet owner', async () => {
    const car = await cars.thatTold(
      drive(start, 6, { 3: { privacy: { state: 'Geolocation' } }, 5: { privacy: { state: 'None' } } }),
    );
    const [trip] = listed(await cars.of(car, 'trips')) as [Body];
    expect(trip.faults).toEqual([{ fault: 'DataLacking', cause: 'GeoPrivacy' }]);
    const path = `trips/${trip.id}/wayPoints`;
    expect((await cars.of(car, path)).body.total).toBe(5);
    expect((await cars.inFleet(car, path, { profile: 'endUser' })).body.total).toBe(5);
    expect((await cars.inFleet(car, path)).body.total).toBe(7);
    await (await cloud.connect(car)).report(
      report(start + 20 * minuteMs, { privacy: { state: 'Geolocation' } }),
      ...drive(start + 21 * minuteMs, 2),
      report(start + 30 * minuteMs, { privacy: { state: 'None' } }),
    );
    const [, hidden] = listed(await cars.of(car, 'trips')) as [Body, Body];
    expect(await positions(hidden)).toEqual([false, false]);
    const asDriver = await cars.inFleet(car, `trips/${hidden.id}`, { profile: 'endUser' });
    expect(await positions(asDriver.body)).toEqual([false, false]);
    expect(await positions((await cars.inFleet(car, `trips/${hidden.id}`)).body)).toEqual([true, true]);
  });

  it('is nothing while the driver hides everything, but for the fleet owner', async () => {
    const car = await cars.thatTold(drive(start, 5));
    const [{ id }] = listed(await cars.of(car, 'trips')) as [Body];
    await (await cloud.connect(car)).report(report(now, { privacy: { state: 'Full' } }));
    for (const resource of ['', `/${id}`, `/${id}/alerts`, `/${id}/collisions`, `/${id}/wayPoints`]) {
      expect(await codeOf(cars.of(car, `trips${resource}`))).toBe(40499);
      if (!resource.endsWith('collisions'))
        expect(await codeOf(cars.inFleet(car, `trips${resource}`, { profile: 'endUser' }))).toBe(40499);
      expect((await cars.inFleet(car, `trips${resource}`)).status).toBe(200);
    }
    const fleetTrips = async (profile: string) =>
      listed(await cloud.getFleet(cars.owner, 'trips', { query: { profile } })).filter(
        ({ vin }) => vin === car.vin,
      );
    expect(await fleetTrips('fleet')).toHaveLength(1);
    expect(await fleetTrips('endUser')).toEqual([]);
  });

  it('is 403 for somebody else’s vehicle, and 404 for a trip of another one', async () => {
    const [car, other] = [await cars.thatTold(drive(start, 5)), await cars.thatTold(drive(start, 5))];
    const [{ id }] = listed(await cars.of(other, 'trips')) as [Body];
    for (const resource of ['', '/alerts', '/collisions', '/wayPoints', '/telemetry']) {
      expect(await codeOf(cars.of(car, `trips/${id}${resource}`))).toBe(40412);
      expect(await codeOf(cars.of({ ...car, id: other.id }, `trips/${id}${resource}`))).toBe(40302);
      expect(await codeOf(cars.inFleet(car, `trips/${id}${resource}`))).toBe(40412);
    }
  });
});
