import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markForRebuild } from '../../src/store/history/repairs.ts';
import { minuteMs } from '../support/clock.ts';
import {
  type Body,
  type EnrolledVehicle,
  type FleetOwner,
  startTestCloud,
  type TestCloud,
} from '../support/cloud.ts';
import { collision, drive, eventfulLife } from '../support/vehicles/drive.ts';
import { noMarks } from '../support/vehicles/episode-rows.ts';
import { liveOf, ready } from '../support/vehicles/live.ts';
import { report } from '../support/vehicles/reports.ts';
import type { TestVehicle } from '../support/vehicles/vehicle.ts';

type Car = EnrolledVehicle & { line: TestVehicle; fleet: FleetOwner; vid: string };

let cloud: TestCloud;
let owner: FleetOwner;
beforeAll(async () => {
  cloud = await startTestCloud();
  owner = await cloud.addPartner();
});
afterAll(() => cloud.stop());

const start = Date.now() - 120 * minuteMs;
const at = (minute: number) => start + minute * minuteMs;
const mode = (minute: number, state: string) => report(at(minute), { privacy: { state } });
const asDriver = { query: { profile: 'endUser' } };

async function addCar(): Promise<Car> {
  const car = await cloud.addVehicle(await cloud.addDriver());
  const fleet = await cloud.addFleet(owner, 'Private');
  const vid = await cloud.addToFleet(fleet, car);
  return { ...car, line: await cloud.connect(car), fleet, vid };
}

const entriesOf = ({ body }: { body: Body }): Body[] => Object.values<Body[]>(body._embedded ?? {})[0] ?? [];

/** What everybody finds in a list of a vehicle: its driver, the fleet owner with the driver's eyes, the fleet owner. */
async function found(car: Car, list: string) {
  const answers = [
    await cloud.getOf(car, list),
    await cloud.getFleet(car.fleet, `vehicles/${car.vid}/${list}`, asDriver),
    await cloud.getFleet(car.fleet, `vehicles/${car.vid}/${list}`),
  ];
  for (const { body } of answers) expect(body.total).toBe(entriesOf({ body }).length);
  return answers.map(entriesOf);
}

const counts = async (car: Car, list: string) => (await found(car, list)).map(({ length }) => length);

/** An eventful life in an hour in which the driver hides everything. */
const hiddenLife = [mode(0, 'Full'), ...eventfulLife(at(1)), mode(25, 'None')];

async function isHidden(car: Car) {
  for (const list of ['trips', 'alerts', 'collisions']) expect(await counts(car, list)).toEqual([0, 0, 1]);
  expect(entriesOf(await cloud.getOf(car, 'alarms'))).toEqual([]);
  expect(entriesOf(await cloud.getFleet(car.fleet, `vehicles/${car.vid}/alarms`))).toHaveLength(2);
  expect(entriesOf(await cloud.getFleet(car.fleet, `vehicles/${car.vid}/stolen`))).toHaveLength(1);
}

describe('what happened while the driver hid everything, once the mode is None again', () => {
  let car: Car;
  beforeAll(async () => {
    car = await addCar();
    await car.line.report(...hiddenLife);
  });

  it('is in no list but the fleet owner’s', () => isHidden(car));

  it('is counted in no list of the fleet with the driver’s eyes', async () => {
    for (const list of ['trips', 'alerts', 'collisions']) {
      expect((await cloud.getFleet(car.fleet, list, asDriver)).body).toMatchObject({ total: 0 });
      expect((await cloud.getFleet(car.fleet, list)).body).toMatchObject({ total: 1 });
    }
  });

  it('is not found by its id, nor is what belongs to it', async () => {
    const { fleet, vid } = car;
    const idOf = async (list: string) =>
      entriesOf(await cloud.getFleet(fleet, `vehicles/${vid}/${list}`))[0].id;
    const trip = `trips/${await idOf('trips')}`;
    const below = ['', '/wayPoints', '/telemetry', '/alerts', '/collisions'].map((path) => `${trip}${path}`);
    const alert = `alerts/${await idOf('alerts')}`;
    const crash = `collisions/${await idOf('collisions')}`;
    const alarm = `alarms/${await idOf('alarms')}`;
    for (const one of [...below, alert, crash, alarm]) expect((await cloud.getOf(car, one)).status).toBe(404);
    for (const one of [trip, `${trip}/wayPoints`, `${trip}/alerts`, alert, crash])
      expect((await cloud.getFleet(fleet, `vehicles/${vid}/${one}`, asDriver)).status).toBe(404);
    for (const one of [alert, crash]) {
      expect((await cloud.getFleet(fleet, one, asDriver)).status).toBe(404);
      expect((await cloud.getFleet(fleet, one)).status).toBe(200);
    }
    expect((await cloud.getFleet(fleet, `vehicles/${vid}/${trip}`)).status).toBe(200);
  });

  it('stays so when everything is derived anew', async () => {
    await cloud.database.pool.query('update trips set is_private = false where vehicle_id = $1', [
      car.vehicleId,
    ]);
    await markForRebuild(cloud.database, car.vehicleId);
    await noMarks(cloud);
    await isHidden(car);
  });

  it('is the same whatever the order in which it was told', async () => {
    const other = await addCar();
    for (const one of [...hiddenLife].reverse()) await other.line.report(one);
    await noMarks(cloud);
    await isHidden(other);
  });

  it('is hidden, too, where the mode is told late', async () => {
    const other = await addCar();
    await other.line.report(...drive(at(1), 10), mode(25, 'None'));
    expect(await counts(other, 'trips')).toEqual([1, 1, 1]);
    await other.line.report(mode(0, 'Full'));
    await noMarks(cloud);
    expect(await counts(other, 'trips')).toEqual([0, 0, 1]);
  });
});

describe('a trip on which the driver hid everything for a while', () => {
  it('is there with its faults; what happened in that while is not', async () => {
    const car = await addCar();
    await car.line.report(
      ...drive(at(0), 10, {
        2: { privacy: { state: 'Full' } },
        3: { alerts: { active: ['FuelLevelLow'] }, collision },
        4: { alerts: { active: [] } },
        5: { privacy: { state: 'None' } },
        6: { collision },
      }),
    );
    for (const trips of await found(car, 'trips'))
      expect(trips).toMatchObject([{ faults: [{ fault: 'DataLacking', cause: 'FullPrivacy' }] }]);
    expect(await counts(car, 'alerts')).toEqual([0, 0, 1]);
    expect(await counts(car, 'collisions')).toEqual([1, 1, 2]);
    const [trip] = entriesOf(await cloud.getOf(car, 'trips'));
    expect(entriesOf(await cloud.getOf(car, `trips/${trip.id}/alerts`))).toEqual([]);
    expect(entriesOf(await cloud.getOf(car, `trips/${trip.id}/collisions`))).toHaveLength(1);
  });

  it('is there from then on, where that was its beginning', async () => {
    const car = await addCar();
    await car.line.report(mode(0, 'Full'), ...drive(at(1), 3).slice(0, -1));
    expect(entriesOf(await cloud.getFleet(car.fleet, 'trips'))).toEqual([]);
    await car.line.report(report(at(5), { privacy: { state: 'None' }, alerts: { active: ['RiskOfIce'] } }));
    expect(await counts(car, 'trips')).toEqual([0, 0, 0]);
    expect(await counts(car, 'alerts')).toEqual([1, 1, 1]);
    await car.line.report(report(at(6), { kinetic: { speed: 40 }, odometer: { mileage: 900 } }));
    expect(entriesOf(await cloud.getOf(car, 'trips'))).toMatchObject([
      {
        startedAt: new Date(at(6)).toISOString(),
        startMileage: 900,
        done: false,
        faults: [{ fault: 'Unstarted', cause: 'FullPrivacy' }],
      },
    ]);
  });

  it('has for the others no figure of what was hidden', async () => {
    const car = await addCar();
    const told = (minute: number, mileage: number, groups: object = {}) =>
      report(at(minute), { odometer: { mileage }, ...groups });
    const electric = (level: number) => ({ energies: [{ type: 'Electric', level }] });
    await car.line.report(
      told(0, 1000, { privacy: { state: 'Full' }, ignition: { type: 'Start' }, ...electric(90) }),
      told(3, 1004, { kinetic: { speed: 177 } }),
      told(5, 1007, { privacy: { state: 'None' }, kinetic: { speed: 50 } }),
      told(8, 1010, { kinetic: { speed: 50 } }),
      told(9, 1011, { kinetic: { speed: 50 } }),
      told(10, 1012, { privacy: { state: 'Full' }, kinetic: { speed: 150 } }),
      told(20, 1020, { ignition: { type: 'Stop' }, kinetic: { speed: 0 }, ...electric(30) }),
      told(60, 1020, { privacy: { state: 'None' } }),
    );
    const [driver, endUser, fleet] = await found(car, 'trips');
    const shown = {
      startedAt: new Date(at(5)).toISOString(),
      stoppedAt: new Date(at(10)).toISOString(),
      startMileage: 1007,
      distance: 4,
      duration: 300,
      kinetic: { maxSpeed: 50 },
    };
    for (const trips of [driver, endUser]) {
      expect(trips).toMatchObject([shown]);
      expect(Object.keys(trips?.[0] ?? {}).filter((name) => /nerg/.test(name))).toEqual([]);
    }
    expect(fleet).toMatchObject([{ startMileage: 1000, distance: 20, kinetic: { maxSpeed: 177 } }]);
    const csv = await cloud.getOf(car, 'trips', { query: { format: 'csv' }, isPlain: true });
    expect(csv.text).toContain('1007');
    expect(csv.text).not.toMatch(/177|1020|\b1000\b/);
    const shortest = { query: { distance: '15-' } };
    expect(entriesOf(await cloud.getFleet(car.fleet, `vehicles/${car.vid}/trips`, shortest))).toHaveLength(1);
    const asUser = { query: { ...shortest.query, profile: 'endUser' } };
    expect(entriesOf(await cloud.getFleet(car.fleet, `vehicles/${car.vid}/trips`, asUser))).toEqual([]);
  });

  it('shows an alert from when it came into the open to when it went out of it', async () => {
    const car = await addCar();
    const lit = { alerts: { active: ['FuelLevelLow'] } };
    await car.line.report(
      report(at(0), { privacy: { state: 'Full' }, ...lit }),
      report(at(5), { privacy: { state: 'None' }, ...lit }),
      report(at(6), { privacy: { state: 'Full' } }),
      report(at(8), { alerts: { active: [] } }),
      report(at(9), { privacy: { state: 'None' }, alerts: { active: [] } }),
    );
    const times = (await found(car, 'alerts')).map(([{ startedAt, endAt } = {}]) => [startedAt, endAt]);
    const iso = (minute: number) => new Date(at(minute)).toISOString();
    expect(times).toEqual([
      [iso(5), iso(9)],
      [iso(5), iso(9)],
      [iso(0), iso(8)],
    ]);
  });
});

describe('a live stream', () => {
  it('tells only the fleet owner of what is hidden, and the others when it comes into the open', async () => {
    const car = await addCar();
    const { listenAs, listenAsOwner, leaveAll } = liveOf(() => cloud);
    const driver = await listenAs(car);
    const endUser = await listenAsOwner(car.fleet, { profile: 'endUser', fleet: car.fleet.fid });
    const fleet = await listenAsOwner(car.fleet, { fleet: car.fleet.fid });
    for (const reader of [driver, endUser, fleet]) await ready(reader);
    const trip = drive(at(1), 3, {
      2: { alerts: { active: ['FuelLevelLow'] } },
      3: { alerts: { active: [] } },
    });
    await car.line.report(mode(0, 'Full'), ...trip.slice(0, -1));
    await fleet.until('the alert to be closed', ({ data }) => data.change === 'closed');
    await car.line.report(mode(5, 'None'));
    await car.line.report(report(at(6), { kinetic: { speed: 50 }, odometer: { mileage: 999 } }));
    await car.line.report(report(at(8), { ignition: { type: 'Stop' } }));
    for (const reader of [driver, endUser]) {
      await reader.until('the trip to be over', ({ data }) => data.change === 'stopped');
      const told = reader.events.filter(({ data }) => data.change).map(({ data }) => data.change);
      expect(told).toEqual(['started', 'stopped']);
    }
    leaveAll();
  });

  it('begins without a trip that came to rest before the mode was None again', async () => {
    const car = await addCar();
    const moving = (minute: number, speed: number) =>
      report(at(minute), { kinetic: { speed }, odometer: { mileage: 500 + minute } });
    await car.line.report(mode(0, 'Full'), moving(1, 50), moving(2, 50), moving(3, 50), moving(4, 0));
    await car.line.report(mode(6, 'None'));
    const { listenAs, listenAsOwner, leaveAll } = liveOf(() => cloud);
    const driver = await listenAs(car);
    const fleet = await listenAsOwner(car.fleet, { fleet: car.fleet.fid });
    for (const reader of [driver, fleet]) await ready(reader);
    const trips = ({ events }: typeof driver) => events.filter(({ event }) => event === 'trip');
    expect([driver, fleet].map((reader) => trips(reader).length)).toEqual([0, 1]);
    await car.line.report(mode(30, 'None'));
    await fleet.until('the trip to be over', ({ data }) => data.change === 'stopped');
    expect(await counts(car, 'trips')).toEqual([0, 0, 1]);
    await car.line.report(report(at(31), { alerts: { active: ['RiskOfIce'] } }));
    await driver.until('the alert', ({ event }) => event === 'alert');
    expect(trips(driver)).toEqual([]);
    leaveAll();
  });
});
