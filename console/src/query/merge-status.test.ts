import { expect, it } from 'vitest';
import { mergeStatus } from './merge-status.ts';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

it('replaces a part as a whole and leaves the others', () => {
  const before = {
    odometer: { createdAt: at(1), mileage: 5 },
    kinetic: { createdAt: at(1), speed: 50, acceleration: 1 },
  };
  const merged = mergeStatus(before, { kinetic: { createdAt: at(2), speed: 0 } });
  expect(merged).toEqual({ odometer: before.odometer, kinetic: { createdAt: at(2), speed: 0 } });
});

it('keeps the part of the environment that was not told', () => {
  const before = { environment: { air: { createdAt: at(1), temp: 9 } } };
  const merged = mergeStatus(before, { environment: { luminosity: { createdAt: at(2), day: true } } });
  expect(merged.environment).toEqual({
    air: { createdAt: at(1), temp: 9 },
    luminosity: { createdAt: at(2), day: true },
  });
});

it('replaces an energy by its type', () => {
  const fuel = { type: 'Fuel' as const, createdAt: at(1), updatedAt: at(1), level: 40 };
  const electric = { type: 'Electric' as const, createdAt: at(1), updatedAt: at(1), level: 60 };
  const merged = mergeStatus({ energies: [fuel, electric] }, { energies: [{ ...fuel, level: 39 }] });
  expect(merged.energies?.map(({ type, level }) => [type, level])).toEqual([
    ['Electric', 60],
    ['Fuel', 39],
  ]);
});
