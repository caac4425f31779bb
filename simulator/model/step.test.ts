import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Motorization, motorizations } from './cars.ts';
import { createVehicle } from './create-vehicle.ts';
import { seededRandom } from './random.ts';
import { advance } from './step.ts';
import { isDriving, type Vehicle } from './vehicle.ts';
import { distanceM, turnDegrees } from './world/sphere.ts';

const home = { longitude: 13.405, latitude: 52.52 };
const spring = Date.parse('2026-05-04T10:00:00Z');
const winter = Date.parse('2026-01-15T04:00:00Z');
const habits = {
  parkedSeconds: [60, 240],
  awakeSeconds: 30,
  tripKm: [3, 25],
  privateTripShare: 0.03,
  chances: {},
} as const;

type Run = { motorization: Motorization; seed: number; at: number; seconds: number };

/** The states of a vehicle second by second. */
function states({ motorization, seed, at, seconds }: Run): Vehicle[] {
  const random = seededRandom(seed);
  const made = createVehicle({
    motorization,
    home,
    last: { odometerKm: 12_000 },
    startMoving: true,
    habits,
    at,
    random,
  });
  const all = [made];
  for (let second = 1; second <= seconds; second += 1) {
    const moment = { at: at + second * 1000, seconds: 1, random, standingFactor: 1 };
    all.push(advance(all.at(-1) ?? made, moment));
  }
  return all;
}

const anyRun = fc.record({
  motorization: fc.constantFrom(...motorizations),
  seed: fc.integer(),
  at: fc.constantFrom(spring, winter),
  seconds: fc.constant(2400),
});

/** Each state with the one before it. */
function pairs(all: readonly Vehicle[]): [Vehicle, Vehicle][] {
  return all.slice(1).map((now, index) => [all[index] ?? now, now]);
}

test('speed and acceleration stay within what a car does, and headings turn smoothly', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      const all = states(run);
      const speeds = all.map(({ speedMps }) => speedMps);
      expect(Math.min(...speeds)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...speeds) * 3.6).toBeLessThan(140);
      const pulls = pairs(all).map(([before, now]) => Math.abs(now.speedMps - before.speedMps));
      const told = all.map(({ accelerationMps2 }) => Math.abs(accelerationMps2));
      expect(Math.max(...pulls, ...told)).toBeLessThanOrEqual(2 + 1e-9);
      const turns = pairs(all).map(([before, now]) => turnDegrees(before.headingDegrees, now.headingDegrees));
      expect(Math.max(...turns.map(Math.abs))).toBeLessThan(45);
    }),
    { numRuns: 15 },
  );
});

test('the odometer is the integral of the speed, and the positions lie as far apart as it says', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      const all = states(run);
      let integralM = 0;
      let displacementM = 0;
      for (const [before, now] of pairs(all)) {
        if (isDriving(now)) integralM += (before.speedMps + now.speedMps) / 2;
        displacementM += distanceM(before.place, now.place);
      }
      const odometerM = ((all.at(-1)?.odometerKm ?? 0) - 12_000) * 1000;
      expect(odometerM).toBeGreaterThan(1000);
      expect(odometerM).toBeCloseTo(integralM, 3);
      expect(Math.abs(displacementM / odometerM - 1)).toBeLessThan(0.01);
    }),
    { numRuns: 15 },
  );
});

test('a trip ends near where it leads, and the one after it back home', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      for (const now of states({ ...run, seconds: 5400 })) {
        if (now.phase.name !== 'Parked') continue;
        const goal = now.isHome ? now.home : (now.way.at(-1)?.place ?? now.home);
        expect(distanceM(now.place, goal)).toBeLessThan(25);
      }
    }),
    { numRuns: 8 },
  );
});

/** Energy used per km over two hours, in the unit of the store: Wh, cL or kg. */
function consumption(motorization: Motorization, store: 'batteryWh' | 'fuelCl' | 'hydrogenKg', at: number) {
  const all = states({ motorization, seed: 5, at, seconds: 7200 });
  const used = pairs(all)
    .filter(([, now]) => isDriving(now))
    .reduce((sum, [before, now]) => sum + before.stores[store] - now.stores[store], 0);
  return used / ((all.at(-1)?.odometerKm ?? 0) - 12_000);
}

test('consumption is that of real cars, and higher in the cold', () => {
  const electric = consumption('Electric', 'batteryWh', spring);
  expect(electric).toBeGreaterThan(120);
  expect(electric).toBeLessThan(200);
  expect(consumption('Electric', 'batteryWh', winter)).toBeGreaterThan(electric * 1.08);
  const litres = consumption('Thermic', 'fuelCl', spring);
  expect(litres).toBeGreaterThan(4);
  expect(litres).toBeLessThan(9);
  expect(consumption('Thermic', 'fuelCl', winter)).toBeGreaterThan(litres);
  const hydrogen = consumption('Hydrogen', 'hydrogenKg', spring) * 100;
  expect(hydrogen).toBeGreaterThan(0.7);
  expect(hydrogen).toBeLessThan(2);
  expect(consumption('Hydrogen', 'hydrogenKg', winter) * 100).toBeGreaterThan(hydrogen);
});

test('a hybrid burns fuel as its mode and its charge say, and uses one or the other, never both', () => {
  const all = pairs(states({ motorization: 'Hybrid', seed: 8, at: spring, seconds: 9000 }));
  const driven = all.filter(([before, now]) => isDriving(before) && isDriving(now));
  for (const [before, now] of driven) {
    expect(now.stores.fuelCl < before.stores.fuelCl).toBe(now.burns);
    if (now.burns) expect(now.stores.batteryWh).toBeGreaterThanOrEqual(before.stores.batteryWh);
  }
  const charged = driven.filter(([{ stores, car }]) => stores.batteryWh > car.batteryWh * 0.13);
  const burnt = (mode: string) => charged.filter(([before, now]) => before.mode === mode && now.burns);
  expect(burnt('ZEV')).toEqual([]);
  expect(burnt('Hybrid').every(([, { speedMps }]) => speedMps > 12)).toBe(true);
  expect(new Set(driven.map(([, { burns }]) => burns)).size).toBe(2);
});

test('energy rises only while a vehicle charges, is refuelled or brakes', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      const all = pairs(states(run));
      expect(Math.min(...all.map(([, now]) => now.stores.batteryWh))).toBeGreaterThanOrEqual(0);
      const gains = all.filter(([before, now]) => now.stores.batteryWh > before.stores.batteryWh);
      const causes = gains.map(([before, now]) =>
        isDriving(now) ? now.accelerationMps2 < 0 : before.supply.status === 'InProgress',
      );
      expect(causes).not.toContain(false);
      const refuelled = all.filter(([before, now]) => now.stores.fuelCl > before.stores.fuelCl);
      expect(refuelled.every(([before]) => before.supply.source === 'Pump')).toBe(true);
    }),
    { numRuns: 15 },
  );
});

test('the states follow each other as in life', () => {
  const names = states({ motorization: 'Electric', seed: 3, at: spring, seconds: 7200 }).map(
    ({ phase }) => phase.name,
  );
  const changes = names.filter((name, index) => name !== names[index - 1]);
  const follows: Record<string, string[]> = {
    Driving: ['Halting'],
    Halting: ['Alighting'],
    Alighting: ['Parked'],
    Parked: ['Asleep', 'Boarding'],
    Asleep: ['Boarding'],
    Boarding: ['Seated'],
    Seated: ['Starting'],
    Starting: ['Driving'],
  };
  expect(changes.length).toBeGreaterThan(15);
  for (const [index, name] of changes.slice(1).entries())
    expect(follows[changes[index] ?? '']).toContain(name);
});

test('the same seed gives the same life', () => {
  const run = { motorization: 'Hybrid', seed: 42, at: spring, seconds: 1800 } as const;
  expect(states(run)).toEqual(states(run));
  expect(states({ ...run, seed: 43 }).at(-1)).not.toEqual(states(run).at(-1));
});

test('time goes by faster only while standing', () => {
  const random = seededRandom(1);
  const start = {
    motorization: 'Electric',
    home,
    last: { odometerKm: 0 },
    habits,
    at: spring,
    random,
  } as const;
  const moment = { at: spring + 20_000, seconds: 20, random, standingFactor: 60 };
  const driving = createVehicle({ ...start, startMoving: true });
  expect(advance(driving, moment).odometerKm).toBeLessThan(20 * 0.04);
  const charging = {
    ...createVehicle({ ...start, startMoving: false }),
    supply: { source: 'Slow', status: 'InProgress', powerW: 7400 },
    phase: { name: 'Parked', secondsLeft: 1e6 },
    stores: {
      batteryWh: 10_000,
      fuelCl: 0,
      hydrogenKg: 0,
      fuelUsedCl: 0,
      hydrogenUsedKg: 0,
      instantPer100Km: 0,
    },
  } as const;
  expect(advance(charging, moment).stores.batteryWh - 10_000).toBeCloseTo(7400 / 3, 3);
});
