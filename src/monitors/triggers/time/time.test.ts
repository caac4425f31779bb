import { describe, expect, it } from 'vitest';
import { ruleOf, watch } from '../../../../test/support/subscribers/watched-vehicle.ts';
import type { TimeEntry } from '../../../model/monitor.ts';
import { windowsOf } from './windows.ts';

const utc = (text: string) => Date.parse(`${text}Z`);
const minute = 60_000;

const night: TimeEntry = { recurrence: 'Daily', start: 'PT22H', duration: 'PT8H' };

describe('the hours of a trigger', () => {
  const at = (entry: TimeEntry, text: string, timeZone = 'Europe/Paris') => {
    const { isIn, until } = windowsOf({ times: [entry], timeZone })(utc(text));
    return [isIn, Number.isFinite(until) ? new Date(until).toISOString().slice(0, 16) : undefined];
  };

  it('pass midnight', () => {
    expect(at(night, '2026-05-04T20:00:00')).toEqual([true, '2026-05-05T04:00']);
    expect(at(night, '2026-05-05T03:59:59')).toEqual([true, '2026-05-05T04:00']);
    expect(at(night, '2026-05-05T04:00:00')).toEqual([false, '2026-05-05T20:00']);
  });

  it('are those that the clocks show when they are put forward and back', () => {
    expect(at(night, '2026-03-28T21:00:00')).toEqual([true, '2026-03-29T04:00']);
    expect(at(night, '2026-10-24T20:00:00')).toEqual([true, '2026-10-25T05:00']);
  });

  it('begin with the change where the clocks leave their start out', () => {
    const early: TimeEntry = { recurrence: 'Daily', start: 'PT2H30M', duration: 'PT1H' };
    expect(at(early, '2026-03-29T00:30:00')).toEqual([false, '2026-03-29T01:00']);
    expect(at(early, '2026-03-29T01:00:00')).toEqual([true, '2026-03-29T01:30']);
  });

  it('come once where the clocks show their start twice', () => {
    const early: TimeEntry = { recurrence: 'Daily', start: 'PT2H', duration: 'PT30M' };
    expect(at(early, '2026-10-25T00:00:00')).toEqual([true, '2026-10-25T00:30']);
    expect(at(early, '2026-10-25T01:00:00')).toEqual([false, '2026-10-26T01:00']);
  });

  it('are of the day and the ISO week on which they start', () => {
    const sunday: TimeEntry = { ...night, occurence: { day: ['Sun'], week: ['w53'] } };
    expect(at(sunday, '2027-01-03T21:00:00')).toEqual([true, '2027-01-04T05:00']);
    expect(at(sunday, '2027-01-04T04:00:00')).toEqual([true, '2027-01-04T05:00']);
    expect(at(sunday, '2027-01-10T21:30:00')[0]).toBe(false);
  });

  it('of one time are bounded by their duration, or not at all', () => {
    const once: TimeEntry = { recurrence: 'None', start: '2026-05-04T08:00:00Z', duration: 'P1D' };
    expect(at(once, '2026-05-04T07:00:00')).toEqual([false, '2026-05-04T08:00']);
    expect(at(once, '2026-05-04T08:00:00')).toEqual([true, '2026-05-05T08:00']);
    expect(at(once, '2026-05-05T08:00:00')).toEqual([false, undefined]);
    expect(at({ recurrence: 'None', start: once.start }, '2030-01-01T00:00:00')).toEqual([true, undefined]);
  });
});

describe('a time trigger', () => {
  const rule = () =>
    ruleOf({ triggers: [{ name: 't', time: { times: [night], timeZone: 'Europe/Paris' } }] });
  const moving = { kinetic: { moving: true, speed: 50 } };
  const standing = { kinetic: { moving: false, speed: 0 } };
  const nine = utc('2026-05-04T19:50:00');
  const ten = utc('2026-05-04T20:00:00');

  it('fires with the hour for a vehicle that is under way, by the clock, once', () => {
    const car = watch(rule());
    expect(car.report(nine, moving)).toEqual([]);
    expect(car.dueAt()).toBe(ten);
    expect(car.tick(ten + 700)).toMatchObject([{ at: ten, refresh: false, values: [] }]);
    expect(car.report(ten - 1000, moving)).toEqual([]);
    expect(car.report(ten + minute, moving)).toEqual([]);
  });

  it('fires with the report of a vehicle that sets off within the hours', () => {
    const car = watch(rule());
    car.report(nine, standing);
    expect(car.dueAt()).toBeUndefined();
    expect(car.report(ten + minute, moving)).toMatchObject([{ at: ten + minute }]);
  });

  it('takes standing at a traffic light for part of the way', () => {
    const car = watch(rule());
    car.report(nine, { ...moving, ignition: { type: 'Start' } });
    car.tick(ten);
    expect(car.report(ten + minute, standing)).toEqual([]);
    expect(car.report(ten + 2 * minute, moving)).toEqual([]);
    expect(car.report(ten + 3 * minute, { ...standing, ignition: { type: 'Stop' } })).toEqual([]);
    expect(car.report(ten + 60 * minute, { ...moving, ignition: { type: 'Start' } })).toHaveLength(1);
  });

  it('is over when the hours are', () => {
    const car = watch(rule());
    const six = utc('2026-05-05T04:00:00');
    expect(car.report(six - minute, moving)).toHaveLength(1);
    expect(car.dueAt()).toBe(six);
    expect(car.tick(six)).toEqual([]);
    expect(car.report(six + minute, moving)).toEqual([]);
  });

  it('is over after a long silence, and true again when the vehicle is heard', () => {
    const car = watch(rule());
    car.report(ten + minute, moving);
    expect(car.tick(ten + 31 * minute)).toEqual([]);
    expect(car.dueAt()).toBeUndefined();
    expect(car.report(ten + 60 * minute, moving)).toHaveLength(1);
  });

  it('raises what was due while nobody looked, with its own time', () => {
    const car = watch(rule());
    car.report(ten - minute, moving);
    expect(car.tick(ten + 24 * 60 * minute)).toMatchObject([{ at: ten }]);
  });
});
