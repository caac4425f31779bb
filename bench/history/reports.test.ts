import { expect, it } from 'vitest';
import { dayMs, longMinutes } from './drives.ts';
import { reportsOf } from './reports.ts';

const from = Date.UTC(2026, 0, 1);

it('makes about a hundred reports a day, in order of time and with ids of their own', () => {
  const reports = [...reportsOf({ number: 4, isDense: false, from, days: 60 })];
  const times = reports.map(({ at }) => Date.parse(at));
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(new Set(reports.map(({ id }) => id)).size).toBe(reports.length);
  expect(reports.length / 60).toBeGreaterThan(80);
  expect(reports.length / 60).toBeLessThan(120);
  expect(times.at(-1)).toBeLessThan(from + 60 * dayMs);
});

it('gives a dense vehicle a thousand pages of 60, and a drive that is reported each second for three hours', () => {
  const reports = [...reportsOf({ number: 10, isDense: true, from, days: 60 })];
  expect(reports.length).toBeGreaterThan(60_000);
  const times = new Set(reports.map(({ at }) => Date.parse(at)));
  const noon = from + 58 * dayMs + (12 * 60 + 5) * 60_000;
  const missing = Array.from({ length: longMinutes * 60 }, (_, second) => noon + second * 1000).filter(
    (at) => !times.has(at),
  );
  expect(missing).toEqual([]);
});
