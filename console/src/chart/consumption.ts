import type { Telemetry } from '../api/model.ts';
import type { Series } from './series.ts';
import { groupsOfReport, signals } from './signals.ts';

/** A stretch that is long enough for what is used on it to be told apart from how coarsely it is measured. */
const stretchKm = 0.5;

type Point = { at: number; km: number; wh: number };

/**
 * What an electric vehicle uses along its way, in Wh/100 km: it tells what is left and how far it has come, so that
 * each stretch of half a kilometre has a figure. Negative where it wins more than it uses.
 */
export function electricUse(reports: readonly Telemetry[]): Series {
  const points = pointsOf(reports);
  const series: Series = { times: [], values: [] };
  let start = points[0];
  for (const point of points) {
    if (!start || point.km - start.km < stretchKm) continue;
    series.times.push(point.at);
    series.values.push(((start.wh - point.wh) / (point.km - start.km)) * 100);
    start = point;
  }
  return series;
}

/** Moments at which both are known; the newest of each holds until the next. */
function pointsOf(reports: readonly Telemetry[]): Point[] {
  const points: Point[] = [];
  let km: number | undefined;
  let wh: number | undefined;
  for (const report of reports) {
    const groups = groupsOfReport(report);
    km = signals.odometer.read(groups) ?? km;
    wh = signals.batteryResidual.read(groups) ?? wh;
    if (km !== undefined && wh !== undefined)
      points.push({ at: Date.parse(report.createdAt) / 1000, km, wh });
  }
  return points;
}
