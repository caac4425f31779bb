import {
  checkObject,
  type Field,
  given,
  isThere,
  member,
  optional,
  readList,
  readOneOf,
  wrong,
} from '../../lib/fields/field.ts';
import type { Face } from '../../model/monitor.ts';
import type { RemoteBody } from '../../model/remote.ts';
import { readInstant, readStartOfDay } from '../../monitors/parameter/triggers/read-time.ts';
import { checkSlots, occurenceOf, readDays, readSlot, slotsMax } from './read-programs.ts';
import { readBoolean } from './read-switches.ts';

/** To charge or not, when, or how: how is asked for alone. */
export function readCharging(field: Field, face: Face): RemoteBody | undefined {
  if (!checkObject(field)) return undefined;
  const [immediate, schedule] = [member(field, 'immediate'), scheduleOf(field)];
  const preferences = member(field, 'preferences');
  const isWhen = isThere(immediate) || isThere(schedule);
  if (isThere(preferences)) {
    if (isWhen) return wrong(preferences, 'nothing beside immediate, schedule or nextDelayedTime');
    const read = readPreferences(preferences);
    return read && { charging: { preferences: read } };
  }
  if (!isWhen) return wrong(field, 'at least one of immediate, schedule, preferences');
  const now = optional(immediate, readBoolean);
  const later = optional(schedule, (one) => readSchedule(one, face));
  return { charging: { ...given('immediate', now), ...given('schedule', later) } };
}

/** The schedule, or what older applications have in its place: the next time alone. */
function scheduleOf(field: Field): Field {
  const [schedule, nextDelayedTime] = [member(field, 'schedule'), member(field, 'nextDelayedTime')];
  if (!isThere(nextDelayedTime)) return schedule;
  if (isThere(schedule)) wrong(nextDelayedTime, 'nothing beside schedule, which has taken its place');
  return { ...field, value: { nextDelayedTime: nextDelayedTime.value } };
}

function readSchedule(field: Field, face: Face): object | undefined {
  if (!checkObject(field)) return undefined;
  const [list, next] = [member(field, 'programs'), member(field, 'nextDelayedTime')];
  if (isThere(list) === isThere(next)) return wrong(field, 'exactly one of programs, nextDelayedTime');
  if (isThere(next)) {
    const nextDelayedTime = readNextTime(next);
    return nextDelayedTime === undefined ? undefined : { nextDelayedTime };
  }
  const programs = readList(list, { min: 1, max: slotsMax }, (one) => readProgram(one, face));
  if (programs) checkSlots(list, programs);
  return programs && { programs };
}

/** A time with its offset, or, as older contracts have it, a duration since midnight. */
function readNextTime(field: Field): string | undefined {
  const isDuration = typeof field.value === 'string' && /^P/i.test(field.value);
  return isDuration ? readStartOfDay(field) : readInstant(field);
}

/** Slots are of fleets. */
function readProgram(field: Field, face: Face): { slot?: number } | undefined {
  if (!checkObject(field)) return undefined;
  const slot = face === 'b2b' ? optional(member(field, 'slot'), readSlot) : undefined;
  const start = readStartOfDay(member(field, 'start'));
  const end = optional(member(field, 'end'), readStartOfDay);
  const occurence = optional(occurenceOf(field), readDays);
  const enabled = optional(member(field, 'enabled'), readBoolean);
  if (start === undefined) return undefined;
  const when = { start, ...given('end', end), ...given('occurence', occurence) };
  return { ...given('slot', slot), ...when, ...given('enabled', enabled) };
}

function readPreferences(field: Field): object | undefined {
  if (!checkObject(field)) return undefined;
  const levels = ['Level1', 'Level2', 'Level3', 'Level4', 'Level5'] as const;
  const level = optional(member(field, 'level'), (one) => readOneOf(one, levels));
  const type = optional(member(field, 'type'), (one) => readOneOf(one, ['Partial', 'Full']));
  if (!isThere(member(field, 'level')) && !isThere(member(field, 'type')))
    return wrong(field, 'at least one of level, type');
  return { ...given('level', level), ...given('type', type) };
}
