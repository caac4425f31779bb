import { expect, it } from 'vitest';
import type { Status, Telemetry } from '../api/model.ts';
import { electricUse } from './consumption.ts';
import { indexAt, moved, rowsOf, seriesOf, summaryOf, valueAt, zoomed } from './series.ts';
import { signalWords } from './signal-words.ts';
import { groupsOfStatus, queryOf, signalNames, signals, signalsIn } from './signals.ts';

const at = (seconds: number) => new Date(seconds * 1000).toISOString();
const report = (seconds: number, vehicle: object, more: object = {}) =>
  ({ _links: { self: { href: '' } }, createdAt: at(seconds), vehicle, ...more }) as Telemetry;

it('reads the same signal of a report and of a status', () => {
  const energies = [{ type: 'Electric', level: 61, autonomy: 200, createdAt: at(1), updatedAt: at(1) }];
  const status = { energies, kinetic: { createdAt: at(1), speed: 12 } } as unknown as Status;
  expect(signalsIn(groupsOfStatus(status))).toEqual(['speed', 'electricLevel', 'electricRange']);
  expect(seriesOf([report(1, { energies })], signals.electricLevel.read)).toEqual({
    times: [1],
    values: [61],
  });
});

it('has a name for every signal', () => {
  expect(Object.keys(signalWords.en.names)).toEqual(expect.arrayContaining(signalNames));
});

it('asks for no more of the telemetry than has the signal', () => {
  expect(queryOf('electricLevel')).toEqual({ type: 'vehicle.energies' });
  expect(queryOf('altitude')).toEqual({ type: 'privacy', extension: 'location' });
});

it('interrupts a curve where nothing was told for long, and leaves out what has no value', () => {
  const reports = [
    report(0, { kinetic: { speed: 5 } }),
    report(10, {}),
    report(7200, { kinetic: { speed: 6 } }),
  ];
  expect(seriesOf(reports, signals.speed.read).values).toEqual([5, null, 6]);
});

it('sums up what is in sight', () => {
  const series = { times: [1, 2, 3, 4], values: [1, 3, null, 8] };
  expect(summaryOf(series)).toEqual({ least: 1, most: 8, mean: 4, last: 8, count: 3 });
  expect(summaryOf(series, [1, 2])).toMatchObject({ most: 3, count: 2 });
  expect(summaryOf(series, [9, 10])).toBeUndefined();
});

it('picks rows evenly, with the first and the last', () => {
  const times = Array.from({ length: 100 }, (_, index) => index);
  const rows = rowsOf({ times, values: times }, 5);
  expect(rows.map((row) => row.at)).toEqual([0, 25, 50, 74, 99]);
});

it('knows the value that held at a moment', () => {
  const series = { times: [10, 20], values: [1, 2] };
  expect([9, 10, 19, 20, 99].map((time) => valueAt(series, time))).toEqual([undefined, 1, 1, 2, 2]);
  expect(indexAt([], 5)).toBe(-1);
});

it('zooms and moves without leaving what there is', () => {
  expect(zoomed([0, 100], 0.5, [0, 100])).toEqual([25, 75]);
  expect(zoomed([25, 75], 10, [0, 100])).toEqual([0, 100]);
  expect(moved([50, 100], 0.5, [0, 100])).toEqual([50, 100]);
  expect(moved([50, 100], -0.5, [0, 100])).toEqual([25, 75]);
});

it('works out what an electric vehicle uses on each half kilometre', () => {
  const told = (seconds: number, mileage: number, residual: number) =>
    report(seconds, {
      odometer: { mileage },
      energies: [{ type: 'Electric', extension: { electric: { battery: { load: { residual } } } } }],
    });
  const { times, values } = electricUse([told(0, 10, 1000), told(10, 10.2, 960), told(20, 10.5, 925)]);
  expect(times).toEqual([20]);
  expect(values[0]).toBeCloseTo(15_000);
});
