import { DateTime, Duration } from 'luxon';
import type { TimeEntry, TimeTrigger } from '../../../model/monitor.ts';
import { weekDays, weeksOf } from '../../parameter/triggers/read-occurence.ts';
import { dayMs, type LocalTime, localTimeOf, weekDayOf, weekOf } from './local-time.ts';

/** Whether a time lies in the hours of a trigger, and until when that stays so: epoch milliseconds, or Infinity. */
export type Window = { isIn: boolean; until: number };

export type WindowAt = (at: number) => Window;

/** Many vehicles ask for the same window one after another: the last is remembered. */
export function windowsOf({ times, timeZone }: TimeTrigger): WindowAt {
  const local = localTimeOf(timeZone);
  const entries = times.map((entry) =>
    entry.recurrence === 'None' ? once(entry, timeZone) : daily(entry, local),
  );
  let last = { isIn: false, from: Number.POSITIVE_INFINITY, until: Number.NEGATIVE_INFINITY };
  return (at) => {
    if (at < last.from || at >= last.until)
      last = { ...joined(entries.map((windowAt) => windowAt(at))), from: at };
    return last;
  };
}

/** In one of them until the last of those ends, or out until the first begins. */
function joined(windows: readonly Window[]): Window {
  const within = windows.filter(({ isIn }) => isIn).map(({ until }) => until);
  if (within.length > 0) return { isIn: true, until: Math.max(...within) };
  return { isIn: false, until: Math.min(...windows.map(({ until }) => until)) };
}

function once({ start, duration }: TimeEntry, timeZone: string): WindowAt {
  const begin = DateTime.fromISO(start, { zone: timeZone });
  const from = begin.toMillis();
  const to =
    duration === undefined ? Number.POSITIVE_INFINITY : begin.plus(Duration.fromISO(duration)).toMillis();
  return (at) => {
    if (at < from) return { isIn: false, until: from };
    return at < to ? { isIn: true, until: to } : { isIn: false, until: Number.POSITIVE_INFINITY };
  };
}

/** Nothing is looked for further ahead: it is asked again then. */
const aheadDays = 8;

const milliseconds = (duration: string) => Duration.fromISO(duration).toMillis();

type Daily = { startMs: number; endMs: number; isOn(day: number): boolean; local: LocalTime };

/** Start and end are what the clocks show; days and weeks are those of the start. */
function daily(entry: TimeEntry, local: LocalTime): WindowAt {
  const startMs = milliseconds(entry.start);
  const endMs = startMs + milliseconds(entry.duration ?? 'PT0S');
  const hours = { startMs, endMs, isOn: daysOf(entry), local };
  return (at) => dailyAt(hours, at);
}

function dailyAt({ startMs, endMs, isOn, local }: Daily, at: number): Window {
  const today = Math.floor(local.localOf(at) / dayMs);
  const spanDays = Math.ceil(endMs / dayMs) + 1;
  let next = at + (aheadDays - 1) * dayMs;
  let until = Number.NEGATIVE_INFINITY;
  for (let day = today - spanDays; day <= today + aheadDays; day += 1) {
    if (!isOn(day)) continue;
    const from = local.instantOf(day * dayMs + startMs);
    if (from > at) {
      next = from;
      break;
    }
    until = Math.max(until, local.instantOf(day * dayMs + endMs));
  }
  return until > at ? { isIn: true, until } : { isIn: false, until: next };
}

function daysOf({ occurence = {} }: TimeEntry): (day: number) => boolean {
  const { day: days, week } = occurence;
  const isDay = weekDays.map((name) => !days || days.includes(name));
  const weeks = week?.flatMap((text) => weeksOf(text) ?? []);
  return (day) => {
    if (!isDay[weekDayOf(day)]) return false;
    return !weeks || isWithin(weeks, weekOf(day));
  };
}

const isWithin = (weeks: readonly { first: number; last: number }[], week: number) =>
  weeks.some(({ first, last }) => week >= first && week <= last);
