import { DateTime, Duration } from 'luxon';
import { ApiError } from '../errors.ts';

/** A stretch of time, both ends included, epoch milliseconds; infinite where it is open. */
export type Window = { from: number; to: number };

const rangesMax = 10;
const windowsMax = 2000;
const dayMs = 86_400_000;

/** What there can be something of: from when on it is kept, until now. Epoch milliseconds. */
export type Kept = { from: number; now: number };

export function keptUntil(now: number, retentionMs: number): Kept {
  return { from: now - retentionMs, now };
}

/**
 * Reads the `timestamps` parameter: 1 to 10 ranges, any of which may match. Forms: `T1/T2`, `T/D`, `T/`,
 * `/T`, `Rn/T/D[/d]`, `R/T/D[/d]` with RFC 3339 times T and ISO 8601 durations D (period) and d (length of
 * each window, 24 h by default; the contract's own addition). Returns disjoint windows in order; of repeated ones those that are over before
 * anything is kept are left out.
 * Throws `ApiError` badParameter.
 */
export function readTimestamps(given: readonly string[], kept: Kept): Window[] {
  const ranges = given.flatMap((value) => value.split(',')).filter((range) => range !== '');
  if (ranges.length < 1 || ranges.length > rangesMax)
    throw new ApiError('badParameter', `timestamps: ${ranges.length} ranges, expected 1 to ${rangesMax}`);
  const windows: Window[] = [];
  for (const range of ranges) windows.push(...windowsOf(range, kept, windowsMax - windows.length));
  return merged(windows);
}

/** What of the windows lies within another one. */
export function windowsWithin(windows: readonly Window[], { from, to }: Window): Window[] {
  return windows
    .map((window) => ({ from: Math.max(window.from, from), to: Math.min(window.to, to) }))
    .filter((window) => window.from <= window.to);
}

/** `most`: so many windows it may make. */
function windowsOf(range: string, kept: Kept, most: number): Window[] {
  // A raw + in a query arrives as a space.
  const parts = range.trim().replaceAll(' ', '+').split('/');
  const [first = '', second = '', ...rest] = parts;
  if (/^R\d*$/.test(first)) return repeated(parts, { range, most }, kept);
  if (rest.length > 0 || parts.length < 2 || (first === '' && second === '')) throw wrong(range);
  const from = first === '' ? Number.NEGATIVE_INFINITY : timeOf(first, range).toMillis();
  if (second === '') return [{ from, to: kept.now }];
  if (second.startsWith('P') && first !== '')
    return [{ from, to: timeOf(first, range).plus(durationOf(second, range)).toMillis() }];
  return [{ from, to: timeOf(second, range).toMillis() }];
}

function repeated(
  [head = '', start = '', period = '', length, ...rest]: string[],
  { range, most }: { range: string; most: number },
  kept: Kept,
): Window[] {
  if (rest.length > 0) throw wrong(range);
  const from = timeOf(start, range);
  const every = durationOf(period, range);
  const lasts = length === undefined ? Duration.fromMillis(dayMs) : durationOf(length, range);
  const count = head === 'R' ? Number.POSITIVE_INFINITY : Number(head.slice(1));
  if (from.plus(every) <= from) throw wrong(range);
  const windows: Window[] = [];
  const first = passed({ from, every, lasts }, kept);
  for (let index = first; index < count; index += 1) {
    const begins = from.plus(every.mapUnits((unit) => unit * index));
    if (begins.toMillis() > kept.now) break;
    const to = begins.plus(lasts).toMillis();
    if (to >= kept.from) windows.push({ from: begins.toMillis(), to });
    if (index - first >= most)
      throw new ApiError('badParameter', `timestamps: with ${range} more than ${windowsMax} windows`);
  }
  return windows;
}

type Repetition = { from: DateTime; every: Duration; lasts: Duration };

/** Windows at the beginning that are over before anything is kept: at least so many, where months differ. */
function passed({ from, every, lasts }: Repetition, kept: Kept): number {
  const begunMs = kept.from - longest(lasts) - from.toMillis();
  return Math.max(0, Math.floor(begunMs / longest(every)) - 1) || 0;
}

/** Milliseconds that a duration takes at most. */
function longest(duration: Duration): number {
  const { years = 0, months = 0, quarters = 0, ...rest } = duration.toObject();
  return (years * 366 + quarters * 92 + months * 31) * dayMs + Duration.fromObject(rest).toMillis();
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
