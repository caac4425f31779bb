import { maskOf } from '../../model/groups.ts';
import type { Database } from '../database.ts';
import type { HistoryJson } from '../history/history-page.ts';
import { countTelemetry, readPositions, type TelemetryFilter } from '../history/telemetry.ts';
import type { Window } from '../monitors/time-windows.ts';
import type { Key, Slice } from '../slice.ts';

/** Waypoints of one vehicle within any of the windows. `modes`: privacy modes whose positions may be seen. */
export type WaypointFilter = {
  vehicleId: number;
  windows: readonly Window[];
  modes: readonly HistoryJson['privacy'][];
};

/** One page of waypoints in ascending order of time: the JSON of each is its position. */
export function readWaypoints(
  database: Database,
  filter: WaypointFilter,
  slice: Slice,
): Promise<HistoryJson[]> {
  return readPositions(database, telemetryFilter(filter), slice);
}

/** How many there are, all or those after one. */
export function countWaypoints(database: Database, filter: WaypointFilter, after?: Key): Promise<number> {
  return countTelemetry(database, telemetryFilter(filter), after);
}

function telemetryFilter({ vehicleId, windows, modes }: WaypointFilter): TelemetryFilter {
  const position = maskOf(['position']);
  const bit = (mode: HistoryJson['privacy']) => (modes.includes(mode) ? position : 0);
  const kinds = { None: bit('None'), Geolocation: bit('Geolocation'), Full: bit('Full') };
  return { vehicleId, windows, kinds };
}
