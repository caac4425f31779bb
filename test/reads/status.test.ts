import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iso, minuteMs } from '../support/clock.ts';
import { type Body, type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { everyGroup, report } from '../support/vehicles/reports.ts';
import type { TestVehicle } from '../support/vehicles/vehicle.ts';

let cloud: TestCloud;
let car: EnrolledVehicle;
let line: TestVehicle;
beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver(), { motorization: 'Hybrid' });
  line = await cloud.connect(car);
});
afterAll(() => cloud.stop());

const statusOf = async (vehicle = car): Promise<Body> => (await cloud.getOf(vehicle, 'status')).body;

describe('a report of generation 2 with every group', () => {
  const now = Date.now() - 10 * minuteMs;
  const createdAt = iso(now);
  let status: Body;
  beforeAll(async () => {
    await line.report(report(now, everyGroup));
    status = await statusOf();
  });

  it('comes out of the status in the words and units of the contract', () => {
    const { energies, engines, position, environment, alarm, preconditioning, ...others } = everyGroup;
    const { transmission, adas, wipingBlades, maintenance, alerts, ...plain } = others;
    for (const [name, value] of Object.entries(plain)) expect(status[name]).toEqual({ createdAt, ...value });
    expect(status.environment).toEqual({
      air: { createdAt, temp: 14.5 },
      luminosity: { createdAt, day: true },
    });
    expect(status.alarm).toEqual({
      status: { createdAt, ...alarm.status },
      trigger: { createdAt, ...alarm.trigger, position: status.lastPosition },
    });
    for (const name of ['transmission', 'adas', 'wipingBlades', 'maintenance', 'alerts'])
      expect(status).not.toHaveProperty(name);
  });

  it('shows the position as a GeoJSON Feature', () => {
    expect(status.lastPosition).toEqual({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [2.2945, 48.8584, 33] },
      properties: {
        createdAt,
        updatedAt: createdAt,
        heading: 91,
        signalQuality: 9,
        type: 'Acquire',
        fixStatus: '3D',
      },
    });
  });

  it('shows the energies with the parts of the battery and their own times', () => {
    const [fuel, electric] = status.energies;
    expect(fuel).toEqual({
      createdAt,
      updatedAt: createdAt,
      type: 'Fuel',
      subType: 'FossilEnergy',
      level: 55.5,
      autonomy: 410,
      extension: {
        fuel: { consumptions: { total: 812_340, instant: 5.4 }, consumption: { consumption: 5.4 } },
      },
    });
    expect(electric.extension.electric.battery).toEqual({
      capacity: 13_200,
      load: { createdAt, capacity: 13_200, residual: 9430 },
      health: { createdAt, capacity: 97, resistance: 96 },
    });
    expect(electric.extension.electric.charging).toEqual(
      everyGroup.energies.at(1)?.extension.electric?.charging,
    );
  });

  it('repeats for older clients what they read under other names', () => {
    expect(status.preconditionning).toEqual(status.preconditioning);
    expect(status.preconditioning.airConditioning).toMatchObject({ createdAt, updatedAt: createdAt });
    expect(status.energy).toHaveLength(2);
    expect(status.energy[0]).toMatchObject({ ...status.energies[0], consumption: 5.4 });
    expect(status.energy[1]).toMatchObject({
      ...status.energies[1],
      residual: 9.43,
      battery: { capacity: 13_200 },
      charging: { plugged: true, remainingTime: 'PT1H10M' },
    });
    expect(status.engines[0]).toMatchObject({ gmpStatus: 'Running', oil: { temp: 92.5 } });
    expect(status.engines[1]).toMatchObject({ createdAt, type: 'Electric', speed: 3200 });
  });

  it('links to itself and to the vehicle by absolute addresses that can be followed', async () => {
    const { self, vehicle, vehicles } = status._links;
    expect(self.href).toBe(`${cloud.baseUrl}/connectedcar/v4/user/vehicles/${car.id}/status`);
    expect(vehicles).toEqual(vehicle);
    expect((await cloud.follow(car, self)).body).toEqual(status);
    expect((await cloud.follow(car, vehicle)).body.vin).toBe(car.vin);
  });

  it('has the time of the newest group, and when that came in', () => {
    expect(status.createdAt).toBe(createdAt);
    expect(Date.parse(status.updatedAt)).toBeGreaterThan(now);
  });

  it('gives the position alone as geo+json', async () => {
    const { body, headers } = await cloud.getOf(car, 'lastPosition');
    expect(headers.get('content-type')).toContain('application/vnd.geo+json');
    expect(body).toEqual(status.lastPosition);
  });

  it('gives the whole report as telemetry with one time for all of it', async () => {
    const query = { extension: ['location', 'maintenance'] };
    const { body } = await cloud.getOf(car, 'telemetry', { query });
    expect(body).toMatchObject({ total: 1, totalPage: 1, currentPage: 1 });
    const [telemetry] = body._embedded.telemetries;
    const { vehicle, environment, privacy, _embedded } = telemetry;
    expect(telemetry.createdAt).toBe(createdAt);
    expect(environment).toEqual({ air: { temp: 14.5 }, luminosity: { day: true } });
    expect(privacy).toEqual({ state: 'None' });
    expect(vehicle.odometer).toEqual({ mileage: 18_231.4 });
    expect(vehicle.ignition).toEqual({ createdAt, type: 'Start' });
    expect(vehicle.transmission).toEqual(everyGroup.transmission);
    expect(vehicle.adas).toEqual({ ...everyGroup.adas, aebs: 'off' });
    expect(vehicle.wipingBlades).toEqual(everyGroup.wipingBlades);
    expect(vehicle.energies[1].extension.electric.battery.load).toEqual({ capacity: 13_200, residual: 9430 });
    expect(_embedded.extension.location.geometry.coordinates).toEqual([2.2945, 48.8584, 33]);
    expect(_embedded.extension.maintenance).toEqual({ createdAt, ...everyGroup.maintenance });
  });
});

describe('groups of different ages', () => {
  it('each keep their own time when others are told anew', async () => {
    const other = await cloud.addVehicle(await cloud.addDriver());
    const vehicle = await cloud.connect(other);
    const now = Date.now();
    const [first, second, third] = [now - 3000, now - 2000, now - 1000] as const;
    await vehicle.report(report(first, { odometer: { mileage: 10 }, kinetic: { speed: 1, moving: true } }));
    await vehicle.report(report(second, { kinetic: { speed: 2 } }));
    await vehicle.report(
      report(third, {
        energies: [
          { type: 'Electric', level: 50, extension: { electric: { battery: { load: { residual: 5000 } } } } },
        ],
      }),
    );
    await vehicle.report(report(now, { energies: [{ type: 'Electric', level: 49 }] }));
    const status = await statusOf(other);
    expect(status.odometer.createdAt).toBe(iso(first));
    expect(status.kinetic).toEqual({ createdAt: iso(second), speed: 2 });
    expect(status.energies).toEqual([
      {
        createdAt: iso(now),
        updatedAt: iso(now),
        type: 'Electric',
        level: 49,
        extension: {
          electric: {
            battery: { load: { createdAt: iso(third), residual: 5000 } },
            residual: { consumption: 5 },
          },
        },
      },
    ]);
    expect(status.createdAt).toBe(iso(now));
  });

  it('whole numbers come rounded where the contract has whole numbers', async () => {
    const now = Date.now();
    const position = { longitude: 1.123456789, latitude: 2, heading: 90.6 };
    await line.report(report(now, { position, energies: [{ type: 'Fuel', autonomy: 400.4, level: 50.06 }] }));
    const { lastPosition, energies } = await statusOf();
    expect(lastPosition.properties.heading).toBe(91);
    expect(energies[0]).toMatchObject({ autonomy: 400, level: 50.06 });
  });
});

describe('a vehicle that never said anything', () => {
  it('has no status, no position and an empty history', async () => {
    const silent = await cloud.addVehicle(await cloud.addDriver());
    for (const resource of ['status', 'lastPosition']) {
      const { status, body } = await cloud.getOf(silent, resource);
      expect([status, body.code]).toEqual([404, 40499]);
    }
    const { status, body } = await cloud.getOf(silent, 'telemetry');
    expect(status).toBe(200);
    expect(body).toMatchObject({ total: 0, totalPage: 1, currentPage: 1, _embedded: { telemetries: [] } });
    expect(body._links.last.href).toMatch(/pageToken=/);
  });

  it('has no status either when it told only what a status does not show', async () => {
    const driver = await cloud.addDriver();
    const quiet = await cloud.addVehicle(driver);
    await (await cloud.connect(quiet)).report(report(Date.now(), { alerts: { active: [] } }));
    expect((await cloud.getOf(quiet, 'status')).body.code).toBe(40499);
  });
});
