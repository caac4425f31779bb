import { type GroupName, maskOf } from '../../model/groups.ts';
import { countTelemetry, readTelemetry as readRows, type TelemetryFilter } from '../../store/telemetry.ts';
import { presentTelemetry, selectedGroups } from '../present/telemetry.ts';
import type { PrivacyMode, Visibility } from '../present/visibility.ts';
import type { VehicleAsk } from '../shared/ask.ts';
import { filtersFrom, keysetPage } from '../shared/page-of.ts';
import type { Filters } from '../shared/paging.ts';
import { readTimestamps } from '../shared/timestamps.ts';

export const telemetryPageMax = 2000;

const always = ['/9999-01-01T00:00:00Z'];

/** What the vehicle reported, report by report, oldest first. */
export async function readTelemetry(ask: VehicleAsk): Promise<object> {
  const { context, query, vehicle } = ask;
  const { at, visibility, vehicleId } = vehicle;
  const now = context.clock.now();
  const rowsOf = (filters: Filters): TelemetryFilter => {
    const windows = readTimestamps(filters.timestamps ?? always, now);
    return { vehicleId, windows, kinds: kindsOf(wantedGroups(filters, visibility)) };
  };
  return keysetPage(ask, {
    self: at.links.of('telemetry'),
    key: 'telemetries',
    pageSizeMax: telemetryPageMax,
    filters: filtersFrom(query, ['timestamps', 'type', 'extension']),
    count: (filters) => countTelemetry(context.database, rowsOf(filters)),
    read: (slice, filters) => readRows(context.database, rowsOf(filters), slice),
    keyOf: (row) => [row.at, row.key],
    present(rows, filters) {
      const wanted = wantedGroups(filters, visibility);
      return rows.map((row) => presentTelemetry(row, wanted[row.privacy], at));
    },
  });
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
