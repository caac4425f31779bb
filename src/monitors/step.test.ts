import { describe, expect, it } from 'vitest';
import { ruleOf, seesAsUser, told, watch } from '../../test/support/subscribers/watched-vehicle.ts';
import type { Groups } from '../model/groups.ts';
import type { Trigger } from '../model/monitor.ts';
import { stepRule } from './step.ts';

const t0 = Date.UTC(2026, 4, 4, 8);
const minute = 60_000;

const low: Trigger = {
  name: 'low',
  data: { data: 'vehicle.energy.electric.level', op: 'lowerThan', value: ['20'] },
};
const moving: Trigger = {
  name: 'moving',
  data: { data: 'vehicle.kinetic.moving', op: 'equalsTo', value: ['true'] },
};
const paris: Trigger = {
  name: 'paris',
  zone: { transition: 'In', place: { radius: 10, center: { longitude: 2.35, latitude: 48.85 } } },
};
const leaving: Trigger = { name: 'leaving', zone: { ...paris.zone!, transition: 'Out' } };

const level = (value: number) => ({ 'energies.Electric': { type: 'Electric' as const, level: value } });
const inParis = { position: { longitude: 2.34, latitude: 48.86 } };
const inLyon = { position: { longitude: 4.83, latitude: 45.76 } };

describe('an expression', () => {
  it('raises an event when it becomes true, none while it stays so, and is armed again when it ceases', () => {
    const car = watch(ruleOf({ triggers: [low] }));
    const levels = [50, 19, 18, 21, 15];
    const events = levels.map((value, index) => car.report(t0 + index * minute, level(value)));
    expect(events.map((each) => each.map(({ refresh }) => refresh))).toEqual([[], [false], [], [], [false]]);
    expect(events[1]?.[0]).toMatchObject({ at: t0 + minute });
    expect(told(events[4]?.[0])).toEqual({ 'vehicle.energy.electric.level': '15' });
  });

  it('raises one for a value that held when the vehicle was first seen', () => {
    const car = watch(ruleOf({ triggers: [low] }));
    car.unwatched(t0, level(10));
    expect(car.report(t0 + minute, { odometer: { mileage: 5 } })).toHaveLength(1);
    expect(car.report(t0 + 2 * minute, level(9))).toEqual([]);
  });

  it('raises nothing for what the clock finds before the first report, and that of the first report', () => {
    const car = watch(ruleOf({ triggers: [low] }));
    car.unwatched(t0, level(10));
    expect(car.tick(t0 + 1000)).toEqual([]);
    expect(car.report(t0 + minute, { odometer: { mileage: 5 } })).toHaveLength(1);
  });

  it('tells of every datum that is true', () => {
    const car = watch(ruleOf({ triggers: [low, moving, paris], boolExp: 'paris & (low | moving)' }));
    car.report(t0, { ...inLyon, ...level(10), kinetic: { moving: true, speed: 80 } });
    const [event] = car.report(t0 + minute, inParis);
    expect(told(event)).toEqual({ 'vehicle.energy.electric.level': '10', 'vehicle.kinetic.moving': 'true' });
  });

  it('tells of what is not, where that is all there is to it', () => {
    const car = watch(ruleOf({ triggers: [moving], boolExp: '!moving' }));
    car.report(t0, { kinetic: { moving: true } });
    const [event] = car.report(t0 + minute, { kinetic: { moving: false } });
    expect(told(event)).toEqual({ 'vehicle.kinetic.moving': 'false' });
  });

  it('is neither true nor false while nothing is known', () => {
    const car = watch(ruleOf({ triggers: [moving], boolExp: '!moving' }));
    expect(car.report(t0, level(50))).toEqual([]);
    expect(car.report(t0 + minute, { kinetic: { moving: false } })).toHaveLength(1);
  });

  it('keeps what it knew where a report leaves a value out', () => {
    const car = watch(ruleOf({ triggers: [low] }));
    car.report(t0, level(10));
    expect(car.report(t0 + minute, { 'energies.Electric': { type: 'Electric', autonomy: 30 } })).toEqual([]);
    expect(car.report(t0 + 2 * minute, level(9))).toEqual([]);
  });

  it('is not changed by a late report whose value is not the newest', () => {
    const car = watch(ruleOf({ triggers: [low] }));
    car.report(t0, level(50));
    expect(car.report(t0 - minute, level(10))).toEqual([]);
    expect(car.report(t0 + minute, level(10))).toHaveLength(1);
    expect(car.report(t0 + minute - 1, level(50))).toEqual([]);
    expect(car.report(t0 + 2 * minute, level(9))).toEqual([]);
  });

  it('keeps the same state where nothing changed', () => {
    const rule = ruleOf({
      triggers: [low, moving, paris],
      boolExp: 'low & moving | paris',
      refreshEvent: 60,
    });
    const [one, other] = [watch(rule), watch(rule)];
    const first = { ...level(10), ...inLyon, kinetic: { moving: true } };
    const moment = (at: number, groups: Groups) => {
      const before = one.vehicleState();
      one.report(at, groups);
      return { vehicleId: 1, at, before, after: one.vehicleState(), changes: [] };
    };
    other.report(t0, first);
    const { state } = stepRule(rule, undefined, moment(t0, first));
    expect(state).toEqual(other.ruleState());
    expect(stepRule(rule, state, moment(t0 + 1000, { odometer: { mileage: 5 } })).state).toBe(state);
    expect(stepRule(rule, state, moment(t0 + 2000, { ...first, ...level(9) })).state).toBe(state);
  });
});

describe('a reminder', () => {
  it('comes every so many seconds while it stays true', () => {
    const car = watch(ruleOf({ triggers: [low], refreshEvent: 60 }));
    car.report(t0, level(10));
    expect(car.dueAt()).toBe(t0 + minute);
    expect(car.tick(t0 + minute)).toMatchObject([{ at: t0 + minute, refresh: true }]);
    expect(car.tick(t0 + 2 * minute + 300)).toMatchObject([{ at: t0 + 2 * minute, refresh: true }]);
    car.report(t0 + 150_000, level(50));
    expect(car.dueAt()).toBeUndefined();
    expect(car.tick(t0 + 3 * minute)).toEqual([]);
  });

  it('makes up for all that were missed, and goes on in the same rhythm', () => {
    const car = watch(ruleOf({ triggers: [low], refreshEvent: 60 }));
    car.report(t0, level(10));
    expect(car.tick(t0 + 10 * minute + 5000)).toMatchObject([{ at: t0 + 10 * minute, refresh: true }]);
    expect(car.dueAt()).toBe(t0 + 11 * minute);
  });

  it('is sent for the time before a report that ends it', () => {
    const car = watch(ruleOf({ triggers: [low], refreshEvent: 60 }));
    car.report(t0, level(10));
    const events = car.report(t0 + 90_000, level(50));
    expect(events).toMatchObject([{ at: t0 + minute, refresh: true }]);
    expect(told(events[0])).toEqual({ 'vehicle.energy.electric.level': '10' });
  });

  it('follows an event only: what was there at the first fix is none', () => {
    const car = watch(ruleOf({ triggers: [paris], refreshEvent: 60 }));
    car.report(t0, inParis);
    expect(car.dueAt()).toBeUndefined();
  });
});

describe('a zone', () => {
  it('raises nothing with the first fix, and an event for the crossing after it', () => {
    const car = watch(ruleOf({ triggers: [paris] }));
    expect(car.report(t0, inParis)).toEqual([]);
    expect(car.report(t0 + minute, inLyon)).toEqual([]);
    expect(car.report(t0 + 2 * minute, inParis)).toMatchObject([{ at: t0 + 2 * minute, values: [] }]);
  });

  it('takes the position of before anybody watched for the side it was on', () => {
    const car = watch(ruleOf({ triggers: [leaving] }));
    car.unwatched(t0, inParis);
    expect(car.report(t0 + minute, inLyon)).toHaveLength(1);
  });

  it('is a state in an expression, so that the rest may come later', () => {
    const car = watch(ruleOf({ triggers: [paris, low], boolExp: 'paris & low' }));
    expect(car.report(t0, inParis)).toEqual([]);
    expect(car.report(t0 + minute, level(10))).toHaveLength(1);
  });

  it('has to hold for its least duration, and the clock notices when it has', () => {
    const zone = { ...leaving.zone!, minDuration: 120 };
    const car = watch(ruleOf({ triggers: [{ name: 'z', zone }] }));
    car.report(t0, inParis);
    expect(car.report(t0 + minute, inLyon)).toEqual([]);
    expect(car.report(t0 + 2 * minute, inParis)).toEqual([]);
    expect(car.report(t0 + 3 * minute, inLyon)).toEqual([]);
    expect(car.dueAt()).toBe(t0 + 5 * minute);
    expect(car.tick(t0 + 5 * minute + 400)).toMatchObject([{ at: t0 + 5 * minute }]);
    expect(car.tick(t0 + 9 * minute)).toEqual([]);
  });

  it('has held for it where a later report shows so, with the time at which it was reached', () => {
    const zone = { ...leaving.zone!, minDuration: 120 };
    const car = watch(ruleOf({ triggers: [{ name: 'z', zone }] }));
    car.report(t0, inParis);
    car.report(t0 + minute, inLyon);
    expect(car.report(t0 + 10 * minute, inParis)).toMatchObject([{ at: t0 + 3 * minute }]);
  });

  it('is unknown while the driver hides it, and told of the crossing when it is seen again', () => {
    const car = watch(
      ruleOf({ triggers: [leaving], boolExp: '!leaving', sees: seesAsUser, refreshEvent: 60 }),
    );
    car.report(t0, inLyon);
    expect(car.report(t0 + minute, { privacy: { state: 'Geolocation' }, ...inParis })).toEqual([]);
    expect(car.tick(t0 + 10 * minute)).toEqual([]);
    expect(car.report(t0 + 11 * minute, { privacy: { state: 'None' } })).toEqual([]);
    expect(car.report(t0 + 12 * minute, inParis)).toHaveLength(1);
  });
});
