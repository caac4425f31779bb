import { type GroupName, maskOf } from '../../model/groups.ts';
import { listTripTimes, type TripTimes } from '../../store/episodes/trips.ts';
import {
  countTelemetry,
  readTelemetry as readRows,
  type TelemetryFilter,
} from '../../store/history/telemetry.ts';
import type { Window } from '../../store/monitors/time-windows.ts';
import { selectedGroups } from '../present/telemetry/telemetry.ts';
import { createTelemetryPage } from '../present/telemetry/telemetry-page.ts';
import type { PrivacyMode, Visibility } from '../present/visibility.ts';
import type { VehicleAsk } from '../shared/ask.ts';
import { jsonTexts } from '../shared/bodies/json-text.ts';
import { filtersFrom, keysetPage } from '../shared/lists/page-of.ts';
import type { Filters } from '../shared/lists/paging.ts';
import { keptUntil, readTimestamps, windowsWithin } from '../shared/lists/timestamps.ts';
import { ofTrip } from './trips.ts';

export const telemetryPageMax = 2000;

const always: Window = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** What the vehicle reported, report by report, oldest first. */
export const readTelemetry = (ask: VehicleAsk) =>
  readReports(ask, { self: ask.vehicle.at.links.of('telemetry'), within: always });

/** What it reported on a trip. */
export const readTripTelemetry = async (ask: VehicleAsk) => readReports(ask, await ofTrip(ask, 'telemetry'));

function readReports(ask: VehicleAsk, { self, within }: { self: string; within: Window }): Promise<object> {
  const { context, query, vehicle } = ask;
  const { at, visibility, vehicleId } = vehicle;
  const kept = keptUntil(context.clock.now(), context.retentionMs);
  const rowsOf = (filters: Filters): TelemetryFilter => {
    const { timestamps } = filters;
    const windows = timestamps ? windowsWithin(readTimestamps(timestamps, kept), within) : [within];
    return { vehicleId, windows, kinds: kindsOf(wantedGroups(filters, visibility)) };
  };
  return keysetPage(ask, {
    self,
    key: 'telemetries',
    pageSizeMax: telemetryPageMax,
    filters: filtersFrom(query, ['timestamps', 'type', 'extension']),
    count: (filters) => countTelemetry(context.database, rowsOf(filters)),
    countAfter: (key, filters) => countTelemetry(context.database, rowsOf(filters), key),
    read: (slice, filters) => readRows(context.database, rowsOf(filters), slice),
    keyOf: (row) => [row.at, row.key],
    async present(rows, filters) {
      const wanted = wantedGroups(filters, visibility);
      const tripAt = tripFinder(await tripsDuring(ask, rows));
      const { seesPosition } = visibility;
      const tell = createTelemetryPage(at, (mode) => ({
        wanted: wanted[mode],
        seesPosition: seesPosition(mode),
      }));
      return jsonTexts(rows, ({ at: time, privacy, json: groups }) =>
        tell({ at: time, privacy, groups, tripId: tripAt(time) }),
      );
    },
  });
}

type At = { at: number };

/** The trips from the first row to the last; none where nothing may be told of trips. */
async function tripsDuring(
  { context, vehicle: { vehicleId, visibility } }: VehicleAsk,
  rows: readonly At[],
): Promise<TripTimes[]> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last || !visibility.kinds.has('trips')) return [];
  const includePrivate = visibility.seesPrivate;
  return listTripTimes(context.database, { vehicleId, from: first.at, to: last.at, includePrivate });
}

/** Finds the trip at a time; times come in ascending order. A trip begins when the one before it ends, or later. */
function tripFinder(trips: readonly TripTimes[]) {
  let index = 0;
  return (at: number): string | undefined => {
    while ((trips[index]?.endedAt ?? Number.POSITIVE_INFINITY) < at) index += 1;
    const trip = trips[index];
    return trip && trip.startedAt <= at ? trip.id : undefined;
  };
}

type Wanted = Record<PrivacyMode, ReadonlySet<GroupName>>;

/** The groups that were asked for and may be seen, for each privacy mode that a row can have been written in. */
export function wantedGroups(filters: Filters, { groupsOf }: Visibility): Wanted {
  const asked = selectedGroups(filters);
  const seenIn = (mode: PrivacyMode) => new Set([...groupsOf(mode)].filter((name) => asked.has(name)));
  return { None: seenIn('None'), Geolocation: seenIn('Geolocation'), Full: seenIn('Full') };
}

export function kindsOf(wanted: Wanted): TelemetryFilter['kinds'] {
  return {
    None: maskOf([...wanted.None]),
    Geolocation: maskOf([...wanted.Geolocation]),
    Full: maskOf([...wanted.Full]),
  };
}
