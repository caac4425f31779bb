import { DateTime, Duration, IANAZone } from 'luxon';
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
} from '../../../lib/fields/field.ts';
import type { TimeEntry, TimeTrigger } from '../../../model/monitor.ts';
import { readOccurence } from './read-occurence.ts';

const entriesMax = 20;
const defaultZone = 'Europe/Paris';
const dayMs = 86_400_000;
/** Of what comes back every day a week, of what comes once ten years. */
const durationMaxMs = { Daily: 7 * dayMs, None: 3660 * dayMs };

export function readTime(field: Field): TimeTrigger | undefined {
  if (!checkObject(field)) return undefined;
  const times = readList(member(field, 'times'), { min: 1, max: entriesMax }, readEntry);
  const zoneField = member(field, 'timeZone', 'time.zone');
  const timeZone = isThere(zoneField) ? readZoneName(zoneField) : defaultZone;
  return times && timeZone !== undefined ? { times, timeZone } : undefined;
}

function readZoneName(field: Field): string | undefined {
  const { value } = field;
  const isZone = typeof value === 'string' && /^[A-Za-z]/.test(value) && value.length <= 64;
  if (isZone && IANAZone.isValidZone(value)) return value;
  return wrong(field, 'a time zone of the tz database, such as Europe/Paris');
}

function readEntry(field: Field): TimeEntry | undefined {
  if (!checkObject(field)) return undefined;
  const told = member(field, 'recurrence');
  const recurrence = isThere(told) ? readOneOf(told, ['None', 'Daily']) : 'Daily';
  if (recurrence === undefined) return undefined;
  return recurrence === 'Daily' ? readDaily(field) : readOnce(field);
}

function readDaily(field: Field): TimeEntry | undefined {
  const start = readStartOfDay(member(field, 'start'));
  const duration = readDuration(member(field, 'duration'), 'Daily');
  const occurence = optional(member(field, 'occurence', 'occurrence'), readOccurence);
  if (start === undefined || duration === undefined) return undefined;
  return { recurrence: 'Daily', start, duration, ...given('occurence', occurence) };
}

/** Once has no days or weeks. */
function readOnce(field: Field): TimeEntry | undefined {
  const start = readInstant(member(field, 'start'));
  const duration = optional(member(field, 'duration'), (one) => readDuration(one, 'None'));
  const occurence = member(field, 'occurence', 'occurrence');
  if (isThere(occurence)) return wrong(occurence, 'nothing: it goes with recurrence Daily only');
  return start === undefined ? undefined : { recurrence: 'None', start, ...given('duration', duration) };
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/i;

/** A time with its offset, in UTC. */
export function readInstant(field: Field): string | undefined {
  const { value } = field;
  const time =
    typeof value === 'string' && instant.test(value) ? DateTime.fromISO(value.toUpperCase()) : undefined;
  if (!time?.isValid) return wrong(field, 'a time as of RFC 3339, such as 2026-05-04T07:15:00Z');
  return time.toUTC().toISO({ suppressMilliseconds: true });
}

const durationText = /^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/;

/** An ISO duration as milliseconds, a year taken as 365 days; undefined for what is none. */
function millisecondsOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || value.length > 32 || !durationText.test(value)) return undefined;
  const { years, months, ...rest } = Duration.fromISO(value).toObject();
  return Duration.fromObject({
    ...rest,
    days: (rest.days ?? 0) + (years ?? 0) * 365 + (months ?? 0) * 30,
  }).toMillis();
}

/** Since midnight. */
export function readStartOfDay(field: Field): string | undefined {
  const ms = millisecondsOf(field.value);
  if (ms !== undefined && ms < dayMs) return field.value as string;
  return wrong(field, 'an ISO 8601 duration since midnight below 24 hours, such as PT8H30M');
}

function readDuration(field: Field, recurrence: 'Daily' | 'None'): string | undefined {
  const ms = millisecondsOf(field.value);
  const max = durationMaxMs[recurrence];
  if (ms !== undefined && ms > 0 && ms <= max) return field.value as string;
  return wrong(field, `an ISO 8601 duration above 0 of at most ${max / dayMs} days, such as PT7H30M`);
}
