import { maskOf } from '../model/groups.ts';
import type { VehiclePosition } from '../model/motion.ts';
import type { Database } from './database.ts';
import type { Slice } from './slice.ts';
import { countTelemetry, readPositions, type TelemetryFilter, type TelemetryRow } from './telemetry.ts';
import type { Window } from './time-windows.ts';

/** A position of the history, with the privacy mode that was in force. `at` and `key` place it in a page. */
export type Waypoint = {
  at: number;
  key: string;
  privacy: TelemetryRow['privacy'];
  position: VehiclePosition;
};

/** Waypoints of one vehicle within any of the windows. `modes`: privacy modes whose positions may be seen. */
export type WaypointFilter = {
  vehicleId: number;
  windows: readonly Window[];
  modes: readonly TelemetryRow['privacy'][];
};

/** One page of waypoints in ascending order of time. */
export function readWaypoints(database: Database, filter: WaypointFilter, slice: Slice): Promise<Waypoint[]> {
  return readPositions(database, telemetryFilter(filter), slice);
}

export function countWaypoints(database: Database, filter: WaypointFilter): Promise<number> {
  return countTelemetry(database, telemetryFilter(filter));
}

function telemetryFilter({ vehicleId, windows, modes }: WaypointFilter): TelemetryFilter {
  const position = maskOf(['position']);
  const bit = (mode: TelemetryRow['privacy']) => (modes.includes(mode) ? position : 0);
  const kinds = { None: bit('None'), Geolocation: bit('Geolocation'), Full: bit('Full') };
  return { vehicleId, windows, kinds };
}
