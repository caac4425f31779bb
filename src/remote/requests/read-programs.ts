import { type Field, given, member, readInteger, wrong } from '../../lib/fields/field.ts';
import type { TimeEntry } from '../../model/monitor.ts';
import { readOccurence } from '../../monitors/parameter/triggers/read-occurence.ts';

/** A vehicle has so many places for programs, of preconditioning as of charging. */
export const slotsMax = 4;

export function readSlot(field: Field): number | undefined {
  return readInteger(field, { min: 1, max: slotsMax });
}

/** On which days; programs know no weeks. */
export function readDays(field: Field): { day?: NonNullable<TimeEntry['occurence']>['day'] } | undefined {
  const occurence = readOccurence(field);
  return occurence && given('day', occurence.day);
}

export const occurenceOf = (field: Field) => member(field, 'occurence', 'occurrence');

/** Each slot once in a list. */
export function checkSlots(field: Field, programs: readonly { slot?: number }[]): void {
  const slots = programs.flatMap(({ slot }) => (slot === undefined ? [] : [slot]));
  const again = slots.find((slot, index) => slots.indexOf(slot) !== index);
  if (again !== undefined) wrong({ ...field, value: again }, 'a slot of its own for each program');
}
