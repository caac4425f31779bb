import { expect, test } from 'vitest';
import { isArmed } from './body/break-ins.ts';
import { collided } from './body/collisions.ts';
import { serviceLeft } from './body/maintenance.ts';
import type { Motorization } from './cars.ts';
import { createVehicle, type Last } from './create-vehicle.ts';
import { seededRandom } from './random.ts';
import { advance } from './step.ts';
import { alertsOf, isDriving, type Vehicle } from './vehicle.ts';
import { distanceM } from './world/sphere.ts';

const home = { longitude: 13.405, latitude: 52.52 };
const spring = Date.parse('2026-05-04T10:00:00Z');

type Wish = {
  motorization?: Motorization;
  seed?: number;
  last?: Last;
  chances?: Vehicle['habits']['chances'];
  startMoving?: boolean;
};

function* live(
  { motorization = 'Thermic', seed = 1, last = {}, chances = {}, startMoving = true }: Wish,
  seconds: number,
) {
  const random = seededRandom(seed);
  const habits = {
    parkedSeconds: [60, 240],
    awakeSeconds: 30,
    tripKm: [2, 6],
    privateTripShare: 0.5,
    chances,
  } as const;
  let now = createVehicle({
    ...{ motorization, home, last, startMoving, habits, at: spring, random },
  });
  yield now;
  for (let second = 1; second <= seconds; second += 1) {
    now = advance(now, { at: spring + second * 1000, seconds: 1, random, standingFactor: 1 });
    yield now;
  }
}

test('a vehicle goes on from where it was last, with what it had, and drives home', () => {
  const last: Last = {
    place: { longitude: 13.45, latitude: 52.54 },
    odometerKm: 777.3,
    fuelLevel: 40,
    fuelUsedCl: 5000,
    serviceKm: -12,
    serviceDays: -3,
  };
  const all = [...live({ last }, 1800)];
  const [first] = all as [Vehicle];
  expect(first).toMatchObject({ place: last.place, odometerKm: 777.3, isHome: false });
  expect(first.stores.fuelCl).toBeCloseTo(first.car.tankCl * 0.4, 6);
  expect(first.stores.fuelUsedCl).toBe(5000);
  expect(serviceLeft(first).km).toBeCloseTo(-12, 6);
  expect(serviceLeft(first).days).toBe(-3);
  const arrived = all.find(({ isHome }) => isHome);
  expect(distanceM(arrived?.place ?? home, home)).toBeLessThan(25);
});

test('kilometres to the next service count down past zero, and one day the workshop is visited', () => {
  const km: number[] = [];
  for (const vehicle of live({ last: { odometerKm: 1000, serviceKm: -397, serviceDays: 5 } }, 7200))
    km.push(serviceLeft(vehicle).km);
  expect(Math.min(...km)).toBeLessThan(-400);
  expect(km.at(-1)).toBeGreaterThan(19_000);
});

test('fuel that is gone from the tank has been counted as used', () => {
  let before: Vehicle | undefined;
  for (const now of live({}, 3600)) {
    if (before && now.stores.fuelCl < before.stores.fuelCl) {
      const gone = before.stores.fuelCl - now.stores.fuelCl;
      expect(now.stores.fuelUsedCl - before.stores.fuelUsedCl).toBeCloseTo(gone, 6);
    }
    before = now;
  }
});

test('hydrogen that is gone from the tank has been counted as used, beside what was used before', () => {
  const all = [...live({ motorization: 'Hydrogen', last: { fuelUsedCl: 700 } }, 60)] as [
    Vehicle,
    ...Vehicle[],
  ];
  const [first, last = first] = [all[0], all.at(-1)];
  expect(first.stores.hydrogenUsedKg).toBe(7);
  const gone = first.stores.hydrogenKg - last.stores.hydrogenKg;
  expect(gone).toBeGreaterThan(0);
  expect(last.stores.hydrogenUsedKg - 7).toBeCloseTo(gone, 9);
});

test('many kinds of alerts come and go', () => {
  const seen = new Set<string>();
  let changes = 0;
  let before = '';
  for (const vehicle of live({ seed: 6 }, 6 * 3600)) {
    const alerts = alertsOf(vehicle);
    for (const type of alerts) seen.add(type);
    if (alerts.join() !== before) changes += 1;
    before = alerts.join();
  }
  expect(seen.size).toBeGreaterThan(4);
  expect(changes).toBeGreaterThan(10);
});

test('without chances nothing befalls a vehicle', () => {
  for (const { collision, trigger, theft, eCall } of live({}, 4 * 3600))
    expect([collision, trigger, theft, eCall]).toEqual([undefined, undefined, undefined, 'NotDetected']);
});

test('break-ins happen to armed vehicles, collisions to driving ones, and a stolen vehicle is found again', () => {
  const chances = { hoursPerCollision: 1, hoursPerBreakIn: 0.1, hoursPerTheft: 0.3 };
  let before: Vehicle | undefined;
  const seen = { trigger: 0, collision: 0, found: 0 };
  for (const now of live({ seed: 2, chances }, 8 * 3600)) {
    if (before && now.trigger !== before.trigger) {
      expect(isArmed(before) || isArmed(now)).toBe(true);
      seen.trigger += 1;
    }
    if (before && now.collision !== before.collision) {
      expect(isDriving(before)).toBe(true);
      seen.collision += 1;
    }
    if (before?.theft?.isStolen && now.theft?.isStolen === false) seen.found += 1;
    before = now;
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
});

test('after a severe collision the vehicle stays where it is, and the way home begins there', () => {
  const random = seededRandom(4);
  for (const vehicle of live({ seed: 3 }, 900)) {
    if (!isDriving(vehicle)) continue;
    const hit = collided(vehicle, { at: spring, random, severity: 'Major' });
    expect(hit).toMatchObject({ speedMps: 0, eCall: 'Detected', isHome: false, place: vehicle.place });
    expect(hit.phase.name).toBe('Stranded');
    expect(hit.way.at(-1)?.place).toEqual(vehicle.place);
  }
});

test('some drives begin without a belt, some trips are private, and both end', () => {
  const all = [...live({ seed: 5 }, 4 * 3600)];
  const unbelted = all.map(({ unbelted: { driverSeconds } }) => driverSeconds > 0);
  expect(new Set(unbelted).size).toBe(2);
  const privacies = all.map(({ privacy }) => privacy);
  const changes = privacies.filter((privacy, index) => index > 0 && privacy !== privacies[index - 1]);
  expect(changes).toContain('Geolocation');
  expect(changes).toContain('None');
});
