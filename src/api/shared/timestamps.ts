import { DateTime, Duration } from 'luxon';
import { ApiError } from './errors.ts';

/** A stretch of time, both ends included, epoch milliseconds; infinite where it is open. */
export type Window = { from: number; to: number };

const rangesMax = 10;
const windowsMax = 1000;
const dayMs = 86_400_000;

/**
 * Reads the `timestamps` parameter: 1 to 10 ranges, any of which may match. Forms: `T1/T2`, `T/D`, `T/`,
 * `/T`, `Rn/T/D[/d]`, `R/T/D[/d]` with RFC 3339 times T and ISO 8601 durations D (period) and d (length of
 * each window, 24 h by default; the contract's own addition). Returns disjoint windows in order.
 * Throws `ApiError` badParameter.
 */
export function readTimestamps(given: readonly string[], now: number): Window[] {
  const ranges = given.flatMap((value) => value.split(',')).filter((range) => range !== '');
  if (ranges.length < 1 || ranges.length > rangesMax)
    throw new ApiError('badParameter', `timestamps: ${ranges.length} ranges, expected 1 to ${rangesMax}`);
  return merged(ranges.flatMap((range) => windowsOf(range, now)));
}

/** What of the windows lies within another one. */
export function windowsWithin(windows: readonly Window[], { from, to }: Window): Window[] {
  return windows
    .map((window) => ({ from: Math.max(window.from, from), to: Math.min(window.to, to) }))
    .filter((window) => window.from <= window.to);
}

function windowsOf(range: string, now: number): Window[] {
  // A raw + in a query arrives as a space.
  const parts = range.trim().replaceAll(' ', '+').split('/');
  const [first = '', second = '', ...rest] = parts;
  if (/^R\d*$/.test(first)) return repeated(parts, range, now);
  if (rest.length > 0 || parts.length < 2 || (first === '' && second === '')) throw wrong(range);
  const from = first === '' ? Number.NEGATIVE_INFINITY : timeOf(first, range).toMillis();
  if (second === '') return [{ from, to: now }];
  if (second.startsWith('P') && first !== '')
    return [{ from, to: timeOf(first, range).plus(durationOf(second, range)).toMillis() }];
  return [{ from, to: timeOf(second, range).toMillis() }];
}

function repeated(
  [head = '', start = '', period = '', length, ...rest]: string[],
  range: string,
  now: number,
): Window[] {
  if (rest.length > 0) throw wrong(range);
  const from = timeOf(start, range);
  const every = durationOf(period, range);
  const lasts = length === undefined ? Duration.fromMillis(dayMs) : durationOf(length, range);
  const count = head === 'R' ? Number.POSITIVE_INFINITY : Number(head.slice(1));
  if (from.plus(every) <= from) throw wrong(range);
  const windows: Window[] = [];
  for (let index = 0; index < count; index += 1) {
    const begins = from.plus(every.mapUnits((unit) => unit * index));
    if (begins.toMillis() > now) break;
    windows.push({ from: begins.toMillis(), to: begins.plus(lasts).toMillis() });
    if (windows.length > windowsMax)
      throw new ApiError('badParameter', `timestamps: ${range} makes more than ${windowsMax} windows`);
  }
  return windows;
}

function timeOf(text: string, range: string): DateTime<true> {
  const time = /^\d{4}-\d\d-\d\d[Tt]/.test(text)
    ? DateTime.fromISO(text.toUpperCase(), { zone: 'utc' })
    : undefined;
  if (!time?.isValid) throw wrong(range);
  return time as DateTime<true>;
}

function durationOf(text: string, range: string): Duration<true> {
  // P6H is seen where PT6H is meant.
  const iso = /^P[^T]*\d[HS]/.test(text)
    ? text.replace(/^P((?:\d+[YMWD])*?)(?=\d+[HS]|\d+M\d+S)/, 'P$1T')
    : text;
  const duration = Duration.fromISO(iso);
  if (!duration.isValid || !/\d/.test(text)) throw wrong(range);
  return duration as Duration<true>;
}

function wrong(range: string): ApiError {
  const forms = 'T1/T2, T/D, T/, /T, Rn/T/D or Rn/T/D/d with RFC 3339 times and ISO 8601 durations';
  return new ApiError('badParameter', `timestamps: ${range.slice(0, 120)}, expected ${forms}`);
}

function merged(windows: Window[]): Window[] {
  const result: Window[] = [];
  for (const window of windows
    .filter(({ from, to }) => from <= to)
    .sort((one, other) => one.from - other.from)) {
    const last = result.at(-1);
    if (last && window.from <= last.to) last.to = Math.max(last.to, window.to);
    else result.push({ ...window });
  }
  return result;
}
