import { describe, expect, it } from 'vitest';
import { at, foldAll, north, type Told } from '../../../test/support/vehicles/episodes.ts';
import type { Groups } from '../../model/groups.ts';

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
const electric = (level: number, residual: number): Groups => ({
  'energies.Electric': { type: 'Electric', subType: 'ElectricEnergy', level, autonomy: level * 3 },
  'energies.Electric.load': { residual },
});

/** Twenty minutes at 60 km/h, with a report each minute. */
const driving = (from: number, minutes: number, groups: (minute: number) => Groups = () => ({})): Told[] =>
  Array.from({ length: minutes }, (_, index) => [
    from + index,
    { ...speed(60), ...north(index), ...mileage(1000 + index), ...groups(index) },
  ]);

describe('the distance', () => {
  it('is that of the positions where the odometer does not advance', () => {
    const { trips } = foldAll([
      [0, { ...start, ...north(0), ...mileage(7) }],
      [1, north(1)],
      [2, stop],
    ]);
    expect(trips[0].distance).toBeCloseTo(1, 2);
  });

  it('is that of the odometer where both tell', () => {
    const { trips } = foldAll([
      [0, { ...start, ...north(0), ...mileage(7) }],
      [1, { ...north(1), ...mileage(8.25) }],
      [2, stop],
    ]);
    expect(trips[0]).toMatchObject({ distance: 1.25, startMileage: 7 });
  });
});

describe('the distance by an odometer', () => {
  const minutes = (from: number, count: number, groups: (minute: number) => Groups): Told[] =>
    Array.from({ length: count }, (_, index) => [from + index, groups(from + index)]);

  it('that falls silent goes on by the positions', () => {
    const { trips } = foldAll([
      [0, { ...start, ...north(0), ...mileage(1092) }],
      [1, { ...north(1), ...mileage(1093) }],
      ...minutes(2, 11, north),
      [13, stop],
    ]);
    expect(trips[0].distance).toBeCloseTo(12, 2);
  });

  it('that is told only later begins by the positions', () => {
    const { trips } = foldAll([
      [0, { ...start, ...north(0) }],
      ...minutes(1, 4, north),
      ...minutes(5, 4, (minute) => ({ ...north(minute), ...mileage(1000 + minute) })),
      [9, stop],
    ]);
    expect(trips[0]).toMatchObject({ startMileage: 1005, distance: expect.closeTo(8, 2) });
  });

  it('that was silent in the trip before has none of that in it', () => {
    const { trips } = foldAll([
      [0, { ...start, ...north(0), ...mileage(1000) }],
      ...minutes(1, 8, north),
      [9, stop],
      [20, { ...start, ...north(8) }],
      [21, { ...north(9), ...mileage(1009) }],
      [22, { ...north(10), ...mileage(1010) }],
      [23, stop],
    ]);
    expect(trips[1]).toMatchObject({ startMileage: 1009, distance: expect.closeTo(2, 2) });
  });

  it('is right where the first value was wrong', () => {
    const { trips } = foldAll([
      [0, { ...start, ...mileage(0) }],
      [1, { ...speed(60), ...mileage(1090) }],
      [2, { ...speed(60), ...mileage(1091) }],
      [3, { ...speed(60), ...mileage(1092) }],
      [4, stop],
    ]);
    expect(trips[0]).toMatchObject({ startMileage: 1090, distance: 2, kinetic: { avgSpeed: 30 } });
  });

  it('is right where one value between was wrong', () => {
    for (const wrong of [0, 9000, 1092.5]) {
      const { trips } = foldAll([
        [0, { ...start, ...mileage(1090) }],
        [1, mileage(1091)],
        [2, mileage(wrong)],
        [3, mileage(1093)],
        [4, stop],
      ]);
      expect(trips[0]).toMatchObject({ startMileage: 1090, distance: 3 });
    }
  });

  it('that leaps within a trip has the positions in place of the leap', () => {
    const { trips } = foldAll([
      [0, { ...start, ...north(0), ...mileage(1000) }],
      [1, { ...north(1), ...mileage(1001) }],
      [2, { ...north(2), ...mileage(5) }],
      [3, { ...north(3), ...mileage(6) }],
      [4, stop],
    ]);
    expect(trips[0]).toMatchObject({ startMileage: 1000, distance: expect.closeTo(3, 2) });
  });
});

describe('energies', () => {
  it('are not said to be used where nothing was told of them during the trip', () => {
    const { trips } = foldAll([
      [-9, { ...fuel(50, 100), ...electric(80, 9000) }],
      [0, { ...start, ...mileage(0) }],
      [5, mileage(5)],
      [6, stop],
    ]);
    expect(trips[0].startEnergies).toHaveLength(2);
    expect(trips[0]).not.toHaveProperty('energyConsumptions');
  });

  it('are said to be used not at all where that was told', () => {
    const { trips } = foldAll([
      [-9, fuel(50, 100)],
      [0, start],
      [5, fuel(50, 100)],
      [6, stop],
    ]);
    expect(trips[0].energyConsumptions).toMatchObject([{ type: 'Fuel', consumption: 0 }]);
  });

  it('of an electric vehicle are the load that is gone, never less than nothing', () => {
    const uphill = foldAll([
      [0, { ...start, ...electric(80, 40_000), ...mileage(0) }],
      [9, { ...electric(78, 39_000), ...mileage(5) }],
      [10, stop],
    ]);
    expect(uphill.trips[0].energyConsumptions).toEqual([
      { type: 'Electric', subType: 'ElectricEnergy', consumption: 1000, avgConsumption: 20_000 },
    ]);
    const downhill = foldAll([
      [0, { ...start, ...electric(80, 40_000) }],
      [9, electric(81, 40_100)],
      [10, stop],
    ]);
    expect(downhill.trips[0].energyConsumptions).toEqual([
      { type: 'Electric', subType: 'ElectricEnergy', consumption: 0 },
    ]);
  });

  it('of a hybrid give segments by what propelled it', () => {
    const { trips } = foldAll([
      [0, { ...start, ...mileage(0), ...fuel(50, 100), ...electric(80, 9000) }],
      [1, { drivingBehavior: { mode: 'ZEV' }, ...speed(30) }],
      [5, { ...mileage(2), 'engines.Thermic': { type: 'Thermic', speed: 1500 } }],
      [9, { ...mileage(8), 'engines.Electric': { type: 'Electric', speed: 3000 } }],
      [12, mileage(10)],
      [13, stop],
    ]);
    expect(trips[0].segments).toEqual([
      { propulsion: 'Thermal', percent: 60, distance: 6 },
      { propulsion: 'Electric', percent: 20, distance: 2 },
      { propulsion: 'Hybrid', percent: 20, distance: 2 },
    ]);
  });
});

describe('faults', () => {
  it('Unstarted: it was seen moving after nothing was heard', () => {
    const { trips } = foldAll([
      [-60, { ...north(0), ...mileage(1000) }],
      ...driving(10, 5, (m) => mileage(1010 + m)),
      [15, stop],
    ]);
    expect(trips).toMatchObject([
      {
        startedAt: at(10),
        startMileage: 1010,
        distance: 4,
        faults: [{ fault: 'Unstarted', cause: 'Connection' }],
      },
    ]);
  });

  it('not Unstarted: it slept, and is seen moving close to where it was', () => {
    const { trips } = foldAll([
      [-60, north(0)],
      [0, { ...speed(20), ...north(0.2) }],
      ...driving(1, 5),
      [6, speed(0)],
      [40, speed(0)],
    ]);
    expect(trips[0]).toMatchObject({ startedAt: at(0), faults: [] });
  });

  it('DataLacking: nothing was heard while it moved', () => {
    const { trips } = foldAll([
      [0, start],
      [1, speed(50)],
      [8, speed(50)],
      [9, stop],
    ]);
    expect(trips[0].faults).toEqual([{ fault: 'DataLacking', cause: 'Connection' }]);
  });

  it('not DataLacking: it stood while nothing was heard', () => {
    const { trips } = foldAll([
      [0, start],
      [1, speed(0)],
      [8, speed(50)],
      [9, stop],
    ]);
    expect(trips[0].faults).toEqual([]);
  });

  it('DataLacking by the driver’s wish', () => {
    const { trips } = foldAll([
      [0, start],
      [1, { privacy: { state: 'Geolocation' } }],
      [2, { privacy: { state: 'Full' } }],
      [9, { ...speed(3), privacy: { state: 'None' } }],
      [10, stop],
    ]);
    expect(trips[0].faults).toEqual([
      { fault: 'DataLacking', cause: 'GeoPrivacy' },
      { fault: 'DataLacking', cause: 'FullPrivacy' },
    ]);
  });

  it('Unfinished: nothing was heard for half an hour', () => {
    const { trips } = foldAll([
      [0, start],
      [5, speed(50)],
      [36, speed(50)],
    ]);
    expect(trips[0]).toMatchObject({
      stoppedAt: at(5),
      done: true,
      faults: [{ fault: 'Unfinished', cause: 'Connection' }],
    });
    expect(trips[1]).toMatchObject({ startedAt: at(36), done: false, faults: [{ fault: 'Unstarted' }] });
  });

  it('not Unfinished: a tracker that tells no ignition went to sleep after it had stood', () => {
    const { trips } = foldAll([...driving(0, 10), [11, { ...north(9), ...speed(0) }], [300, north(9)]]);
    expect(trips[0]).toMatchObject({ stoppedAt: at(9), done: true });
    expect(trips[0].faults).toEqual([{ fault: 'Unstarted', cause: 'Connection' }]);
  });
});

describe('positions', () => {
  it('carry the mode of their own time', () => {
    const { trips } = foldAll([
      [0, { privacy: { state: 'Geolocation' }, ...north(0) }],
      [1, { privacy: { state: 'None' } }],
      [2, start],
      [4, { ...stop, ...north(1) }],
    ]);
    expect(trips[0]).toMatchObject({
      startPosition: { at: at(0), privacy: 'Geolocation' },
      stopPosition: { at: at(4), privacy: 'None' },
      faults: [],
    });
  });
});
