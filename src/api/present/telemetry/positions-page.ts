import { createDateTimes } from '../../../lib/date-times.ts';
import { createForms } from '../../../lib/json-forms.ts';
import type { VehiclePosition } from '../../../model/motion.ts';
import type { Place } from '../face.ts';
import { timeMark } from '../marks.ts';
import { presentPosition } from '../status/position.ts';

/** Tells positions, in JSON, with their times as `presentPosition` does, but as JSON. */
export function createPositionsPage(place: Place): (position: string, at: number) => string {
  const dateTime = createDateTimes();
  return createForms<number>({
    tell: (position, at) => presentPosition(position as VehiclePosition, at, place),
    stringsOf: (at) => [dateTime(at)],
    marked: timeMark,
  });
}
