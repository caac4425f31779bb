import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carOf, type Motorization } from '../cars.ts';
import { chargingPowerW, fill, secondsUntilFull, supplyOnArrival } from './charging.ts';

const car = (motorization: Motorization) => carOf(motorization, () => 0.5);
const empty = {
  batteryWh: 0,
  fuelCl: 0,
  hydrogenKg: 0,
  fuelUsedCl: 0,
  hydrogenUsedKg: 0,
  instantPer100Km: 0,
};
const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });

test('the time that is told until full is the time that charging takes', () => {
  fc.assert(
    fc.property(share, fc.constantFrom('Slow' as const, 'Quick' as const), (level, source) => {
      const electric = car('Electric');
      const batteryWh = electric.batteryWh * level;
      const told = secondsUntilFull(electric, batteryWh, source);
      let now = fill(
        electric,
        { stores: { ...empty, batteryWh }, supply: { source, status: 'InProgress', powerW: 0 } },
        0,
      );
      let taken = 0;
      for (; now.supply.status === 'InProgress'; taken += 10) now = fill(electric, now, 10);
      expect(Math.abs(taken - told)).toBeLessThan(60);
    }),
    { numRuns: 30 },
  );
});

test('charging never weakens the charge, never passes full, and slows down above 80 %', () => {
  const electric = car('Electric');
  fc.assert(
    fc.property(share, (level) => {
      const before = electric.batteryWh * level;
      const supply = { source: 'Quick' as const, status: 'InProgress' as const, powerW: 0 };
      const { stores } = fill(electric, { stores: { ...empty, batteryWh: before }, supply }, 60);
      expect(stores.batteryWh).toBeGreaterThan(before);
      expect(stores.batteryWh).toBeLessThanOrEqual(electric.batteryWh);
    }),
  );
  expect(chargingPowerW(electric, electric.batteryWh * 0.8, 'Quick')).toBe(100_000);
  expect(chargingPowerW(electric, electric.batteryWh * 0.95, 'Quick')).toBeLessThan(40_000);
});

test('an empty tank is filled to the brim and then the pump is put back', () => {
  for (const motorization of ['Thermic', 'Hydrogen'] as const) {
    const thirsty = car(motorization);
    let now = { stores: empty, supply: supplyOnArrival(thirsty, empty, false) };
    expect(now.supply.source).toBe('Pump');
    for (let second = 0; second < 600; second += 1) now = fill(thirsty, now, 1);
    expect(now.supply.source).toBe('None');
    expect(now.stores.fuelCl + now.stores.hydrogenKg).toBeCloseTo(
      (thirsty.tankCl + thirsty.hydrogenKg) * 0.96,
      6,
    );
  }
});

test('at home a vehicle is plugged in unless it is nearly full; away only when it is low', () => {
  const electric = car('Electric');
  const at = (level: number) => ({ ...empty, batteryWh: electric.batteryWh * level });
  expect(supplyOnArrival(electric, at(0.6), true).source).toBe('Slow');
  expect(supplyOnArrival(electric, at(0.95), true).source).toBe('None');
  expect(supplyOnArrival(electric, at(0.6), false).source).toBe('None');
  expect(supplyOnArrival(electric, at(0.2), false).source).toBe('Quick');
});
