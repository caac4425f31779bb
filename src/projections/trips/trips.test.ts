import { describe, expect, it } from 'vitest';
import { at, foldAll, north, type Told } from '../../../test/support/vehicles/episodes.ts';
import type { Groups } from '../../model/groups.ts';
import { episodeStatesOf } from '../current-trip.ts';
import { currentTripOf, sweepTrip } from './trips.ts';

const start = { ignition: { type: 'Start' as const } };
const stop = { ignition: { type: 'Stop' as const } };
const speed = (kmh: number): Groups => ({ kinetic: { speed: kmh } });
const mileage = (km: number): Groups => ({ odometer: { mileage: km } });
const fuel = (level: number, total: number): Groups => ({
  'energies.Fuel': {
    type: 'Fuel',
    subType: 'FossilEnergy',
    level,
    autonomy: level * 8,
    extension: { fuel: { consumptions: { total } } },
  },
});

/** Twenty minutes at 60 km/h, with a report each minute. */
const driving = (from: number, minutes: number, groups: (minute: number) => Groups = () => ({})): Told[] =>
  Array.from({ length: minutes }, (_, index) => [
    from + index,
    { ...speed(60), ...north(index), ...mileage(1000 + index), ...groups(index) },
  ]);

describe('a trip told by the ignition', () => {
  const { trips } = foldAll([
    [-60, { ...mileage(1000), ...fuel(50, 1000), ...north(0), ...speed(0) }],
    [0, start],
    ...driving(1, 20),
    [21, { ...speed(0), ...fuel(46, 1120) }],
    [22, { ...stop, ...mileage(1020), ...north(20) }],
    [30, { ...fuel(90, 1120) }],
  ]);

  it('begins with its start and what was known then, and ends with its stop', () => {
    expect(trips).toEqual([
      {
        startedAt: at(0),
        stoppedAt: at(22),
        startPosition: { ...north(0).position, at: at(-60), privacy: 'None' },
        stopPosition: { ...north(20).position, at: at(22), privacy: 'None' },
        duration: 22 * 60,
        distance: 20,
        startMileage: 1000,
        startEnergies: [{ type: 'Fuel', subType: 'FossilEnergy', level: 50, autonomy: 400 }],
        endEnergies: [{ type: 'Fuel', subType: 'FossilEnergy', level: 46, autonomy: 368 }],
        energyConsumptions: [
          { type: 'Fuel', subType: 'FossilEnergy', consumption: 120, avgConsumption: 600 },
        ],
        kinetic: { avgSpeed: 54.5, maxSpeed: 60 },
        done: true,
        faults: [],
      },
    ]);
  });

  it('lasts while the engine is on, however long it stands', () => {
    const waiting = Array.from({ length: 25 }, (_, index): Told => [2 + index, speed(0)]);
    const told: Told[] = [[0, start], [1, speed(30)], ...waiting, [27, speed(30)], [28, stop]];
    expect(foldAll(told).trips).toMatchObject([{ duration: 28 * 60, done: true }]);
  });

  it('is none when it was switched on and off', () => {
    const { trips: none } = foldAll([
      [0, start],
      [0.4, stop],
    ]);
    expect(none).toEqual([]);
    const { trips: long } = foldAll([
      [0, start],
      [0.6, stop],
    ]);
    expect(long).toMatchObject([{ duration: 36, distance: 0 }]);
  });

  it('does not end when the engine rests at a light', () => {
    const { trips: one } = foldAll([
      [0, start],
      [1, { powertrain: { status: 'Running' } }],
      [2, { powertrain: { status: 'Stopped' } }],
      [3, { powertrain: { status: 'Running' } }],
      [9, stop],
    ]);
    expect(one).toHaveLength(1);
  });
});

describe('a trip after one that was missed', () => {
  it('has its own start when it says so', () => {
    const { trips } = foldAll([
      [0, { ...stop, ...north(0), ...mileage(100) }],
      [60, { ...start, ...north(9), ...mileage(109) }],
      [61, { ...speed(50), ...north(10), ...mileage(110) }],
      [62, stop],
    ]);
    expect(trips).toMatchObject([{ startMileage: 109, distance: 1, faults: [] }]);
  });
});

describe('a trip told by the powertrain', () => {
  it('begins when it runs and ends when it has stopped', () => {
    const { trips } = foldAll([
      [0, { powertrain: { status: 'Starting' } }],
      [1, { powertrain: { status: 'Running' } }],
      [5, { powertrain: { status: 'Stopping' } }],
      [6, { powertrain: { status: 'Stopped' } }],
    ]);
    expect(trips).toMatchObject([{ startedAt: at(0), stoppedAt: at(6), done: true }]);
  });
});

describe('a trip told by movement', () => {
  it('begins when positions move on, and ends where it stood for ten minutes', () => {
    const parked = (from: number): Told[] => Array.from({ length: 12 }, (_, i) => [from + i, north(10)]);
    const { trips } = foldAll([
      [-3, north(0)],
      [-2, north(0.01)],
      ...Array.from({ length: 11 }, (_, index): Told => [index, north(index)]),
      ...parked(11),
    ]);
    expect(trips).toHaveLength(1);
    expect(trips[0]).toMatchObject({ startedAt: at(1), stoppedAt: at(10), done: true, faults: [] });
    expect(trips[0].distance).toBeCloseTo(10, 1);
    expect(trips[0].kinetic).toEqual({ avgSpeed: expect.closeTo(66.7, 0) });
  });

  it('is not begun by drift, nor by a position that leaps', () => {
    const drift = Array.from({ length: 20 }, (_, index): Told => [index * 20, north((index % 3) * 0.05)]);
    expect(foldAll(drift).trips).toEqual([]);
    const leaps: Told[] = [
      [0, north(0)],
      [1, north(500)],
      [2, north(0)],
    ];
    expect(foldAll(leaps).trips).toEqual([]);
  });

  it('leaves leaps out of its distance, not the way around them', () => {
    const { trips } = foldAll([
      [0, { ...speed(0), ...north(0) }],
      [1, { ...speed(60), ...north(1) }],
      [2, { ...speed(60), ...north(900) }],
      [3, { ...speed(60), ...north(3) }],
      [4, { ...speed(60), ...north(4) }],
      [5, speed(0)],
      [20, speed(0)],
    ]);
    expect(trips[0].distance).toBeCloseTo(4, 1);
  });

  it('goes on from where two positions agree that it is', () => {
    const { trips } = foldAll([
      [0, { ...speed(0), ...north(900) }],
      ...[1, 2, 3, 4].map((minute): Told => [minute, { ...speed(60), ...north(minute) }]),
      [5, speed(0)],
      [20, speed(0)],
    ]);
    expect(trips[0].distance).toBeCloseTo(3, 1);
  });

  it('ends with what was known when it came to rest, whatever is told while it stands', () => {
    const electric = (level: number, residual: number): Groups => ({
      'energies.Electric': { type: 'Electric', level },
      'energies.Electric.load': { residual },
    });
    const { trips } = foldAll([
      [0, { ...speed(50), ...north(0), ...electric(80, 40_000) }],
      [1, { ...speed(50), ...north(1), ...electric(78, 39_000) }],
      [2, { ...speed(50), ...north(2) }],
      [3, { ...speed(0), ...north(2.05), ...electric(76, 38_000) }],
      [8, { ...speed(0), ...north(2.1), ...electric(85, 42_500) }],
      [14, { ...speed(0), ...electric(90, 45_000) }],
    ]);
    expect(trips[0]).toMatchObject({
      stoppedAt: at(2),
      stopPosition: { ...north(2).position, at: at(2) },
      endEnergies: [{ type: 'Electric', level: 76 }],
      energyConsumptions: [{ consumption: 2000 }],
    });
  });

  it('goes on until its first report of standing, where that tells of another place', () => {
    const { trips } = foldAll([
      [0, { ...speed(50), ...north(0) }],
      [1, { ...speed(50), ...north(1) }],
      [2, { ...speed(0), ...north(1.6) }],
      [14, speed(0)],
    ]);
    expect(trips[0]).toMatchObject({ stoppedAt: at(2), stopPosition: { at: at(2) } });
  });

  it('is not begun by an odometer that leaps', () => {
    const { trips } = foldAll([
      [0, { ...mileage(3080), ...speed(0) }],
      [0.2, mileage(9000)],
      [0.4, mileage(9000)],
      [0.6, mileage(9000)],
    ]);
    expect(trips).toEqual([]);
  });

  it('is not a trip when a vehicle that is off is carried', () => {
    const ferry = Array.from({ length: 20 }, (_, index): Told => [index, north(index / 2)]);
    expect(foldAll([[-9, start], [-8, stop], ...ferry]).trips).toMatchObject([{ startedAt: at(-9) }]);
  });
});

describe('a trip under way', () => {
  const told: Told[] = [
    [0, { ...start, ...mileage(5) }],
    [5, { ...mileage(9), ...speed(50) }],
  ];

  it('has its start in its row, and its figures in the state', () => {
    const { trips, states } = foldAll(told);
    expect(trips).toEqual([
      { startedAt: at(0), startMileage: 5, duration: 0, distance: 0, done: false, faults: [] },
    ]);
    const { order, known = {}, trips: state = {} } = episodeStatesOf({ projections: states, memory: {} });
    const current = currentTripOf(1, state, { at: order?.at ?? 0, known });
    expect(current?.body).toMatchObject({
      duration: 300,
      distance: 4,
      done: false,
      kinetic: { avgSpeed: 48, maxSpeed: 50 },
    });
  });

  it('is closed by a sweep, and goes on when it is heard of again', () => {
    const { states } = foldAll(told);
    const { order, known = {}, trips: state = {} } = episodeStatesOf({ projections: states, memory: {} });
    const heard = { at: order?.at ?? 0, known };
    const [swept, changes] = sweepTrip(1, state, heard);
    expect(changes).toMatchObject([
      { row: { endedAt: at(5), body: { done: true, faults: [{ fault: 'Unfinished' }] } } },
    ]);
    expect(currentTripOf(1, swept, heard)).toBeUndefined();
    expect(sweepTrip(1, swept, heard)[1]).toEqual([]);
  });
});
