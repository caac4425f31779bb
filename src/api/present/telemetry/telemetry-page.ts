import { createDateTimes } from '../../../lib/date-times.ts';
import { createForms } from '../../../lib/json-forms.ts';
import type { Groups } from '../../../model/groups.ts';
import type { Place } from '../face.ts';
import { timeMark, tripMark } from '../marks.ts';
import type { PrivacyMode } from '../visibility.ts';
import { presentTelemetry, type Telling } from './telemetry-row.ts';

/** A row of the history, its groups as the JSON they are kept as, and the trip on which it was where that is told. */
export type Row = { at: number; privacy: PrivacyMode; groups: string; tripId: string | undefined };

/** What of rows that were written under a privacy mode is told. */
export type TellingIn = (mode: PrivacyMode) => Pick<Telling, 'wanted' | 'seesPosition'>;

/**
 * Tells the rows of a page as `presentTelemetry` does, but as JSON. The reports of a vehicle are of a few forms,
 * so of a long page only a few are presented.
 */
export function createTelemetryPage(place: Place, tellingIn: TellingIn): (row: Row) => string {
  const [onTrips, besideTrips] = [new Map<PrivacyMode, Forms>(), new Map<PrivacyMode, Forms>()];
  return (row) => {
    const isOnTrip = row.tripId !== undefined;
    const kinds = isOnTrip ? onTrips : besideTrips;
    let forms = kinds.get(row.privacy);
    if (!forms) {
      forms = createTelemetryForms({ ...tellingIn(row.privacy), place }, isOnTrip);
      kinds.set(row.privacy, forms);
    }
    return forms(row.groups, row);
  };
}

type Forms = ReturnType<typeof createTelemetryForms>;

function createTelemetryForms(telling: Omit<Telling, 'tripId'>, isOnTrip: boolean) {
  const dateTime = createDateTimes();
  return createForms<Pick<Row, 'at' | 'tripId'>>({
    tell: (groups, { at, tripId }) =>
      presentTelemetry({ at, groups: groups as Groups }, { ...telling, tripId }),
    stringsOf: ({ at, tripId }) => (tripId === undefined ? [dateTime(at)] : [dateTime(at), tripId]),
    marked: { at: timeMark, tripId: isOnTrip ? tripMark : undefined },
  });
}
