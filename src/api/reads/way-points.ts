import { simplified } from '../../lib/simplify.ts';
import type { VehiclePosition } from '../../model/motion.ts';
import { countWaypoints, readWaypoints } from '../../store/episodes/waypoints.ts';
import type { HistoryJson } from '../../store/history/history-page.ts';
import type { Window } from '../../store/monitors/time-windows.ts';
import { createPositionsPage } from '../present/telemetry/positions-page.ts';
import type { VehicleAsk } from '../shared/ask.ts';
import { jsonTexts } from '../shared/bodies/json-text.ts';
import { ApiError } from '../shared/errors.ts';
import { filtersFrom, keysetPage } from '../shared/lists/page-of.ts';
import type { Filters } from '../shared/lists/paging.ts';
import { keptUntil, readTimestamps, windowsWithin } from '../shared/lists/timestamps.ts';
import { toleranceMax } from '../shared/operation.ts';
import { ofTrip } from './trips.ts';

export const wayPointsPageMax = 2000;

/** The way of a trip. */
export const readTripWayPoints = async (ask: VehicleAsk) =>
  readWayPoints(ask, await ofTrip(ask, 'wayPoints'));

/** Where the vehicle was within a stretch of time, oldest first. A page may be thinned out by `tolerance`. */
export function readWayPoints(
  ask: VehicleAsk,
  { self, within }: { self: string; within: Window },
): Promise<object> {
  const { context, query, vehicle } = ask;
  const { database, clock, retentionMs } = context;
  const { vehicleId, visibility, at } = vehicle;
  const kept = keptUntil(clock.now(), retentionMs);
  const modes = (['None', 'Geolocation', 'Full'] as const).filter(visibility.seesPosition);
  const filterOf = ({ timestamps }: Filters) => {
    const windows = timestamps ? windowsWithin(readTimestamps(timestamps, kept), within) : [within];
    return { vehicleId, windows, modes };
  };
  return keysetPage(ask, {
    self,
    key: 'positions',
    pageSizeMax: wayPointsPageMax,
    filters: filtersFrom(query, ['timestamps', 'tolerance']),
    count: (filters) => countWaypoints(database, filterOf(filters)),
    countAfter: (key, filters) => countWaypoints(database, filterOf(filters), key),
    read: (slice, filters) => readWaypoints(database, filterOf(filters), slice),
    keyOf: (row) => [row.at, row.key],
    present(rows, filters) {
      const tell = createPositionsPage(at);
      return jsonTexts(thinned(rows, filters), ({ json, at: time }) => tell(json, time));
    },
  });
}

function thinned(rows: readonly HistoryJson[], { tolerance }: Filters): readonly HistoryJson[] {
  const [given] = tolerance ?? [];
  if (given === undefined) return rows;
  const toleranceKm = Number(given);
  if (!(toleranceKm >= 0 && toleranceKm <= toleranceMax))
    throw new ApiError('badParameter', 'tolerance: expected km');
  const points = rows.map((row) => {
    const { longitude, latitude } = JSON.parse(row.json) as VehiclePosition;
    return { longitude, latitude, row };
  });
  return simplified(points, toleranceKm).map(({ row }) => row);
}
