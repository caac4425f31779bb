import type { Telemetry } from '../api/model.ts';
import { type Groups, groupsOfReport } from './signals.ts';

/** A curve: times in epoch seconds, ascending, and a value for each; null where it is interrupted. */
export type Series = { times: number[]; values: (number | null)[] };

/** From and to, epoch seconds. */
export type Span = readonly [from: number, to: number];

/** Between reports that are further apart the curve is interrupted. */
const gapSeconds = 30 * 60;

/** The reports that have a value, as a curve. */
export function seriesOf(
  reports: readonly Telemetry[],
  read: (groups: Groups) => number | undefined,
  convert: (value: number) => number = (value) => value,
): Series {
  const series: Series = { times: [], values: [] };
  for (const report of reports) {
    const value = read(groupsOfReport(report));
    if (value === undefined) continue;
    const converted = convert(value);
    add(series, Date.parse(report.createdAt) / 1000, Number.isFinite(converted) ? converted : null);
  }
  return series;
}

function add({ times, values }: Series, at: number, value: number | null): void {
  const last = times.at(-1);
  if (last !== undefined && at <= last) return;
  if (last !== undefined && at - last > gapSeconds) {
    times.push((last + at) / 2);
    values.push(null);
  }
  times.push(at);
  values.push(value);
}

export type Summary = { least: number; most: number; mean: number; last: number; count: number };

/** What a curve comes to within a span; undefined where there is nothing. */
export function summaryOf({ times, values }: Series, span?: Span): Summary | undefined {
  const found: number[] = [];
  for (const [index, value] of values.entries()) {
    const at = times[index] ?? 0;
    if (value !== null && (!span || (at >= span[0] && at <= span[1]))) found.push(value);
  }
  const last = found.at(-1);
  if (last === undefined) return undefined;
  const sum = found.reduce((total, value) => total + value, 0);
  const least = found.reduce((one, other) => Math.min(one, other));
  const most = found.reduce((one, other) => Math.max(one, other));
  return { least, most, mean: sum / found.length, last, count: found.length };
}

/** At most so many points of a curve within a span, evenly picked, first and last among them; without the gaps. */
export function rowsOf(
  { times, values }: Series,
  most: number,
  span?: Span,
): { at: number; value: number }[] {
  const rows: { at: number; value: number }[] = [];
  for (const [index, value] of values.entries()) {
    const at = times[index] ?? 0;
    if (value !== null && (!span || (at >= span[0] && at <= span[1]))) rows.push({ at, value });
  }
  if (rows.length <= most) return rows;
  const step = (rows.length - 1) / (most - 1);
  return Array.from(
    { length: most },
    (_, index) => rows[Math.round(index * step)] as { at: number; value: number },
  );
}

/** The value at a moment: the newest one told until then. */
export function valueAt({ times, values }: Series, at: number): number | undefined {
  const index = indexAt(times, at);
  return index < 0 ? undefined : (values[index] ?? undefined);
}

/** The last of ascending times that is not later; -1 where all are. */
export function indexAt(times: readonly number[], at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A span made larger (`factor` above one) or smaller around its middle, kept within the whole. */
export function zoomed([from, to]: Span, factor: number, whole: Span): Span {
  const half = Math.max(((to - from) / 2) * factor, 5);
  const middle = (from + to) / 2;
  return kept([middle - half, middle + half], whole);
}

/** A span moved by a part of its length, kept within the whole. */
export function moved([from, to]: Span, part: number, whole: Span): Span {
  const by = (to - from) * part;
  return kept([from + by, to + by], whole);
}

function kept([from, to]: Span, [first, last]: Span): Span {
  const length = to - from;
  if (length >= last - first) return [first, last];
  const begin = Math.min(Math.max(from, first), last - length);
  return [begin, begin + length];
}
