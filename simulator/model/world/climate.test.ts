import { expect, test } from 'vitest';
import { isDay, outsideCelsius } from './climate.ts';

const paris = { longitude: 2.35, latitude: 48.86 };
const capeTown = { longitude: 18.42, latitude: -33.92 };
const tromso = { longitude: 18.96, latitude: 69.65 };
const at = (text: string) => Date.parse(text);

test('noon is day and midnight is night, by the sun of the place', () => {
  expect(isDay(at('2026-03-20T12:00:00Z'), paris)).toBe(true);
  expect(isDay(at('2026-03-20T00:00:00Z'), paris)).toBe(false);
  const auckland = { longitude: 174.76, latitude: -36.85 };
  expect(isDay(at('2026-03-20T00:30:00Z'), auckland)).toBe(true);
});

test('in the far north midsummer has no night and midwinter no day', () => {
  expect(isDay(at('2026-06-21T23:00:00Z'), tromso)).toBe(true);
  expect(isDay(at('2026-12-21T11:00:00Z'), tromso)).toBe(false);
});

test('summer is warm and winter cold, the other way round in the south', () => {
  const [january, july] = [at('2026-01-20T12:00:00Z'), at('2026-07-20T12:00:00Z')];
  expect(outsideCelsius(july, paris)).toBeGreaterThan(18);
  expect(outsideCelsius(january, paris)).toBeLessThan(8);
  expect(outsideCelsius(january, capeTown)).toBeGreaterThan(outsideCelsius(july, capeTown) + 5);
});

test('the afternoon is warmer than the hour before dawn', () => {
  expect(outsideCelsius(at('2026-05-04T15:00:00Z'), paris)).toBeGreaterThan(
    outsideCelsius(at('2026-05-04T03:00:00Z'), paris) + 5,
  );
});
