import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trip } from '../../src/model/episodes.ts';
import { markForRebuild } from '../../src/store/history/repairs.ts';
import { iso, minuteMs } from '../support/clock.ts';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { episodesOf, noMarks } from '../support/vehicles/episode-rows.ts';
import { stateOf } from '../support/vehicles/known-state.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ ROADWIRE_TRIP_SILENCE_S: '240' });
});
afterAll(() => cloud.stop());

const start = Math.floor(Date.now() / 1000) * 1000 - 100 * minuteMs;
const newCar = async () => cloud.addVehicle(await cloud.addDriver());
const tripsOf = (car: EnrolledVehicle) => episodesOf<Trip>(cloud, 'trips', car);

/** A drive of so many minutes, a kilometre a minute, from a position and a mileage on. */
function drive(from: number, minutes: number) {
  const at = (minute: number) => from + minute * minuteMs;
  const moving = Array.from({ length: minutes }, (_, minute) =>
    report(at(minute + 1), {
      position: { longitude: 2.35, latitude: 48.85 + (minute + 1) / 111.195 },
      odometer: { mileage: 500 + minute + 1 },
      kinetic: { speed: 60, moving: true },
    }),
  );
  return [
    report(from, { ignition: { type: 'Start' }, odometer: { mileage: 500 }, kinetic: { speed: 0 } }),
    ...moving,
    report(at(minutes + 1), { ignition: { type: 'Stop' }, kinetic: { speed: 0, moving: false } }),
  ];
}

/** The same every time, and nothing like the order of time. */
const shuffle = <Item>(items: readonly Item[]): Item[] =>
  items.map((_, index) => items[(index * 7 + 3) % items.length] as Item);

describe('a drive', () => {
  it('is a trip under way, and then a trip', async () => {
    const car = await newCar();
    const line = await cloud.connect(car);
    const reports = drive(start, 10);
    await line.report(...reports.slice(0, 6));
    expect(await tripsOf(car)).toMatchObject([{ startedAt: start, body: { done: false } }]);
    await line.report(...reports.slice(6));
    const [trip, ...others] = await tripsOf(car);
    expect(others).toEqual([]);
    expect(trip).toMatchObject({
      startedAt: start,
      endedAt: start + 11 * minuteMs,
      body: { distance: 10, duration: 660, startMileage: 500, done: true, faults: [] },
    });
    expect(trip?.body.stopPosition?.latitude).toBeCloseTo(48.94, 2);
  });

  it('goes on over a restart', async () => {
    const car = await newCar();
    const reports = drive(start, 10);
    await (await cloud.connect(car)).report(...reports.slice(0, 6));
    await cloud.restart();
    await (await cloud.connect(car)).report(...reports.slice(6));
    expect(await tripsOf(car)).toMatchObject([{ body: { distance: 10, done: true } }]);
  });
});

describe('late reports', () => {
  it('in any order and in many messages make the trips of the sorted ones', async () => {
    const reports = [
      ...drive(start, 10),
      ...drive(start + 30 * minuteMs, 5),
      ...drive(start + 60 * minuteMs, 8),
    ];
    const [sorted, shuffled] = [await newCar(), await newCar()];
    await (await cloud.connect(sorted)).report(...reports);
    const line = await cloud.connect(shuffled);
    const mixed = shuffle(reports);
    expect(new Set(mixed).size).toBe(reports.length);
    for (const one of mixed) await line.report(one);
    await noMarks(cloud);
    const expected = await tripsOf(sorted);
    expect(expected.map(({ body }) => body.distance)).toEqual([10, 5, 8]);
    expect((await tripsOf(shuffled)).map(({ body }) => body)).toEqual(expected.map(({ body }) => body));
  });

  it('that are left to the next start are worked in then', async () => {
    const car = await newCar();
    const reports = drive(start, 10);
    const line = await cloud.connect(car);
    await line.report(...reports.slice(1));
    await line.report(reports[0] as object);
    await cloud.restart();
    await noMarks(cloud);
    expect(await tripsOf(car)).toMatchObject([{ startedAt: start, body: { faults: [], done: true } }]);
  });

  it('join what had been taken for two trips', async () => {
    const car = await newCar();
    const reports = drive(start, 60);
    const hidden = reports.slice(20, 40);
    const line = await cloud.connect(car);
    await line.report(...reports.filter((one) => !hidden.includes(one)));
    expect(await tripsOf(car)).toMatchObject([
      { body: { distance: 19, faults: [{ fault: 'Unfinished', cause: 'Connection' }] } },
      { body: { distance: 20, faults: [{ fault: 'Unstarted', cause: 'Connection' }] } },
    ]);
    await line.report(...hidden);
    await noMarks(cloud);
    expect(await tripsOf(car)).toMatchObject([{ body: { distance: 60, faults: [], done: true } }]);
  });
});

describe('rebuilding', () => {
  it('makes the same rows again, and the same state', async () => {
    const car = await newCar();
    await (await cloud.connect(car)).report(
      ...drive(start, 10),
      ...drive(start + 30 * minuteMs, 5).slice(0, 4),
    );
    const [before, state] = [await tripsOf(car), await stateOf(cloud, car)];
    expect(before).toHaveLength(2);
    await cloud.database.query.deleteFrom('trips').where('vehicle_id', '=', car.vehicleId).execute();
    await markForRebuild(cloud.database, car.vehicleId);
    await noMarks(cloud);
    expect(await tripsOf(car)).toEqual(before);
    const { known, trips } = (await stateOf(cloud, car))?.projections ?? {};
    expect({ known, trips }).toEqual({ known: state?.projections.known, trips: state?.projections.trips });
  });
});

describe('silence', () => {
  it('closes a trip, and what was kept in the vehicle opens it again', async () => {
    const car = await newCar();
    const line = await cloud.connect(car);
    const now = cloud.clock.now();
    const reports = drive(now - 5 * minuteMs, 20);
    await line.report(...reports.slice(0, 5));
    cloud.clock.advance(20 * minuteMs);
    const [closed] = await eventually('the trip to be closed', async () => {
      const found = await tripsOf(car);
      return found[0]?.endedAt !== undefined && found;
    });
    expect(closed).toMatchObject({
      endedAt: Date.parse((reports[4] as { at: string }).at),
      body: { done: true, distance: 4, faults: [{ fault: 'Unfinished', cause: 'Connection' }] },
    });
    await line.report(reports[5] as object);
    const [open, ...others] = await tripsOf(car);
    expect(others).toEqual([]);
    expect(open).toMatchObject({ id: closed?.id, body: { done: false, faults: [] } });
    expect(open).not.toHaveProperty('endedAt');
    await line.report(...reports.slice(6));
    expect(await tripsOf(car)).toMatchObject([
      { id: closed?.id, body: { distance: 20, done: true, faults: [] } },
    ]);
  });
});

describe('OpenXC', () => {
  it('trickling in makes a trip, whatever its seconds are cut into', async () => {
    const car = await newCar();
    const line = await cloud.connect(car);
    const signal = (seconds: number, name: string, value: unknown) =>
      `${JSON.stringify({ timestamp: start / 1000 + seconds, name, value })}\n`;
    await line.publish('openxc', signal(0.1, 'ignition_status', 'run'));
    await line.publish('openxc', signal(0.6, 'vehicle_speed', 0));
    for (let second = 1; second < 60; second += 1) {
      await line.publish('openxc', signal(second + 0.1, 'vehicle_speed', 40 + second / 10));
      await line.publish('openxc', signal(second + 0.5, 'engine_speed', 1500 + second));
    }
    await line.publish('openxc', signal(60.2, 'vehicle_speed', 0));
    await line.publish('openxc', signal(61.2, 'ignition_status', 'off'));
    await noMarks(cloud);
    const [trip, ...others] = await tripsOf(car);
    expect(others).toEqual([]);
    expect(iso(trip?.startedAt ?? 0)).toBe(iso(start + 600));
    expect(trip?.body).toMatchObject({ done: true, kinetic: { maxSpeed: 45.9 } });
    await markForRebuild(cloud.database, car.vehicleId);
    await noMarks(cloud);
    expect(await tripsOf(car)).toEqual([trip]);
  });
});
