import { expect, it } from 'vitest';
import type { Position, Telemetry } from '../../api/model.ts';
import { coloursOf, curvesOf } from './curves.ts';
import { merged, type TripOf } from './newest-trips.ts';
import { fittingPace, momentOf, stepped } from './replay.ts';
import { filtersOf, isFiltered, queryOf } from './trip-filters.ts';
import { placeAt, placesOf, placesOfReports, wayOf } from './way.ts';

const at = (seconds: number) => new Date(seconds * 1000).toISOString();
const position = (seconds: number, longitude: number, latitude = 0) =>
  ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: { createdAt: at(seconds), heading: 90 },
  }) as Position;

it('asks for what the filters say, in the words of the API', () => {
  const filters = filtersOf(new URLSearchParams('leastKm=2.5&mostKm=10&leastMinutes=5&state=Unfinished'));
  expect(queryOf(filters)).toMatchObject({ distance: '2.5-10.0', duration: '300-', states: 'Unfinished' });
  expect(queryOf({ ...filters, mostKm: '' }).distance).toBe('2.5-');
});

it('lets a day begin and end in the zone of who looks', () => {
  const { timestamps } = queryOf(filtersOf(new URLSearchParams('from=2026-11-01&to=2026-11-01')));
  const [from = '', to = ''] = String(timestamps).split('/');
  expect(new Date(from).getHours()).toBe(0);
  expect(Date.parse(to) - Date.parse(from)).toBe(86_400_000 - 1);
  expect(queryOf(filtersOf(new URLSearchParams('from=2026-11-01'))).timestamps).toMatch(/Z\/$/);
});

it('leaves out filters that make no sense', () => {
  const filters = filtersOf(new URLSearchParams('from=soon&leastKm=-3&mostKm=x&state=Strange'));
  expect(isFiltered(filters)).toBe(false);
  expect(Object.values(queryOf(filters)).every((value) => value === undefined)).toBe(true);
});

it('puts the trips of several vehicles together, the newest first, each once', () => {
  const trip = (vehicleKey: string, id: string, seconds: number) =>
    ({ vehicleKey, id, startedAt: at(seconds) }) as TripOf;
  const found = merged(
    [
      [trip('a', '1', 30), trip('a', '2', 10)],
      [trip('b', '1', 20), trip('b', '1', 20)],
    ],
    3,
  );
  expect(found.map(({ vehicleKey, id }) => vehicleKey + id)).toEqual(['a1', 'b1', 'a2']);
});

it('finds the place at a moment between two points, and none of its own in a gap', () => {
  const places = placesOf([position(0, 0), position(10, 1), position(1000, 2)]);
  expect(placeAt(places, 5)).toMatchObject({ longitude: 0.5, heading: 90 });
  expect(placeAt(places, -5)?.longitude).toBe(0);
  expect(placeAt(places, 500)?.longitude).toBe(1);
  expect(placeAt(places, 2000)?.longitude).toBe(2);
  expect(placeAt([], 5)).toBeUndefined();
});

it('takes the way out of the reports that say where they were made', () => {
  const location = { geometry: { type: 'Point', coordinates: [2, 48] }, properties: { heading: 7 } };
  const reports = [
    { createdAt: at(5), _embedded: { extension: { location } } },
    { createdAt: at(6) },
  ] as Telemetry[];
  expect(placesOfReports(reports)).toEqual([{ at: 5, longitude: 2, latitude: 48, heading: 7 }]);
});

it('colours the way by what held at each point, and breaks it where nothing was told', () => {
  const places = placesOf([position(0, 0), position(10, 1), position(1000, 2)]);
  const way = wayOf(places, { times: [0, 8], values: [30, 50] });
  expect(way.map(({ value, isBreak }) => [value, isBreak ?? false])).toEqual([
    [30, false],
    [50, true],
    [50, false],
  ]);
});

it('draws what there is something of, in the units of who looks', () => {
  const report = (seconds: number, vehicle: object) => ({ createdAt: at(seconds), vehicle }) as Telemetry;
  const reports = [
    report(0, { kinetic: { speed: 16.09344 } }),
    report(1, {
      energies: [{ type: 'Fuel', level: 40, extension: { fuel: { consumptions: { instant: 0 } } } }],
    }),
  ];
  const curves = curvesOf(reports, 'imperial');
  expect(curves.map(({ name, unit }) => [name, unit])).toEqual([
    ['speed', 'mph'],
    ['fuelLevel', '%'],
    ['fuelInstant', 'mpg'],
  ]);
  expect(curves[0]?.shown.values[0]).toBeCloseTo(10);
  // No fuel is used: endless miles per gallon are no value.
  expect(curves[2]?.shown.values).toEqual([null]);
  expect(Object.keys(coloursOf(curves))).toEqual(['speed', 'use']);
});

it('plays until the end, at a pace that fits', () => {
  expect(stepped(10, { seconds: 0.5, pace: 10, end: 100 })).toEqual({ at: 15, isPlaying: true });
  expect(stepped(99, { seconds: 1, pace: 10, end: 100 })).toEqual({ at: 100, isPlaying: false });
  expect([fittingPace(20), fittingPace(600), fittingPace(1e6)]).toEqual([1, 30, 300]);
});

it('finds the moment of the address', () => {
  const whole = [100, 200] as const;
  expect(['0', '30', '500', '-4', 'x', null].map((text) => momentOf(text, whole))).toEqual([
    100,
    130,
    200,
    undefined,
    undefined,
    undefined,
  ]);
});
