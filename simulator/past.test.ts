import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Body } from '../test/support/cloud.ts';
import { createActor, type Settings } from './actor.ts';
import type { VehicleConfig } from './config.ts';
import { motorizations } from './model/cars.ts';
import { distanceM } from './model/world/sphere.ts';

const now = Date.parse('2026-05-04T07:15:00Z');
const dayMs = 86_400_000;
const config: VehicleConfig = {
  vin: 'VR1SIMULATED00003',
  username: 'user',
  password: 'word',
  generation: 2,
  motorization: 'Electric',
  home: { longitude: 2.35, latitude: 48.86 },
  startMoving: true,
  historyDays: 2,
};

/** Lives through the past, and gives the reports of it with the vehicle as it is then. */
function remembered(wish: Partial<VehicleConfig>, settings: Settings = {}) {
  const whole = { seed: 1, privateTripShare: 0, tripKm: [2, 12] as [number, number], ...settings };
  const actor = createActor({ ...config, ...wish }, whole, { index: 0, fleetSize: 1, at: now });
  const messages = [...actor.past(() => now)];
  const reports: Body[] = messages.flatMap(({ payload }) => JSON.parse(payload));
  return { actor, messages, reports };
}

const timeOf = ({ at, ts }: Body) => (at === undefined ? (ts + 946_684_800) * 1000 : Date.parse(at));

test('the past comes in order, from its beginning to now, with every report said once', () => {
  fc.assert(
    fc.property(fc.constantFrom(...motorizations), fc.integer(), (motorization, seed) => {
      const { reports } = remembered({ motorization }, { seed });
      const times = reports.map(timeOf);
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      expect(times[0]).toBeLessThan(now - 2 * dayMs + 300_000);
      expect(times.at(-1)).toBeGreaterThan(now - 200_000);
      expect(times.at(-1)).toBeLessThanOrEqual(now);
      expect(new Set(reports.map(({ id }) => id)).size).toBe(reports.length);
      const mileages = reports.flatMap(({ odometer }) => odometer?.mileage ?? []);
      expect(mileages).toEqual(mileages.toSorted((one, other) => one - other));
    }),
    { numRuns: 6 },
  );
});

test('it is several trips a day, in few messages, and at the end the vehicle is on its way', () => {
  const { actor, messages, reports } = remembered({});
  const starts = reports.filter(({ ignition }) => ignition?.type === 'Start');
  expect(starts.length).toBeGreaterThan(5);
  expect(messages.length).toBeLessThan(reports.length / 50);
  expect(Math.max(...messages.map(({ payload }) => payload.length))).toBeLessThan(200_000);
  expect(actor.vehicle().phase.name).toBe('Driving');
});

test('the present goes on from the past without a jump', () => {
  const { actor } = remembered({});
  const before = actor.vehicle();
  actor.live(now + 1000);
  const after = actor.vehicle();
  expect(distanceM(before.place, after.place)).toBeLessThan(40);
  expect(after.odometerKm - before.odometerKm).toBeLessThan(0.04);
  expect(Math.abs(after.stores.batteryWh - before.stores.batteryWh)).toBeLessThan(60);
  expect(after.habits.parkedSeconds).toEqual([60, 240]);
});

test('a history begins where an earlier life ended', () => {
  const last = { at: now - dayMs / 2, odometerKm: 4242, place: { longitude: 2.4, latitude: 48.9 } };
  const [first] = remembered({ last: { ...last, electricLevel: 61 } }).reports;
  expect(timeOf(first)).toBeGreaterThanOrEqual(last.at);
  expect(timeOf(first)).toBeLessThan(last.at + 300_000);
  expect(first.odometer.mileage).toBe(4242);
  expect(first.position).toMatchObject(last.place);
  expect(first.energies[0].level).toBe(61);
});

test('what is staged happens, in its order', () => {
  const { reports } = remembered({ staged: ['Collision', 'Theft', 'BreakIn'] });
  const find = (is: (report: Body) => boolean) => reports.filter(is).map(timeOf);
  const collisions = find(({ collision }) => collision !== undefined);
  const taken = find(({ stolen }) => stolen?.state === true);
  const found = find(({ stolen }) => stolen?.state === false);
  const breakIns = find(({ alarm }) => alarm?.trigger && alarm.trigger.type !== 'UnauthenticatedStartup');
  expect(collisions).toHaveLength(1);
  expect(taken[0]).toBeGreaterThan(collisions[0] ?? 0);
  expect(found[0]).toBeGreaterThan(taken[0] ?? 0);
  expect(breakIns[0]).toBeGreaterThan(taken[0] ?? 0);
});

test('a severe collision ends the trip, calls for help, and the next trip goes home from there', () => {
  const { reports } = remembered({ staged: ['SevereCollision'] });
  const index = reports.findIndex(({ collision }) => collision !== undefined);
  expect(reports[index]).toMatchObject({
    collision: { details: [{ severity: 'Major' }] },
    safety: { autoECallTriggering: 'Detected' },
    ignition: { type: 'Stop' },
    kinetic: { speed: 0, moving: false },
  });
  const after = reports.slice(index + 1).find(({ kinetic }) => kinetic?.moving);
  expect(distanceM(after.position, reports[index].position)).toBeLessThan(100);
  const standing = reports.slice(index + 1, reports.indexOf(after));
  expect(standing.some(({ safety }) => safety?.autoECallTriggering === 'NotDetected')).toBe(true);
});

test('the first generation tells its past too, as far as it knows it', () => {
  const { reports } = remembered({
    generation: 1,
    motorization: 'Thermic',
    staged: ['Collision', 'BreakIn'],
  });
  const crashes = reports.filter(({ cr }) => cr);
  expect(crashes).toHaveLength(1);
  expect([2, 8, 32]).toContain(crashes[0].cr & 63);
  const triggers = new Set(reports.flatMap(({ ax, aw }) => (ax === undefined ? [] : `${ax} ${aw}`)));
  expect(triggers.size).toBe(1);
  expect(new Set(reports.map(({ al }) => al))).toEqual(new Set([0, 1]));
  expect(reports.some(({ sb }) => sb > 0)).toBe(true);
});
