import {
  checkObject,
  type Field,
  given,
  member,
  optional,
  readList,
  readOneOf,
  wrong,
} from '../../../lib/fields/field.ts';
import type { TimeEntry } from '../../../model/monitor.ts';

type Occurence = NonNullable<TimeEntry['occurence']>;

export const weekDays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

const weeksMax = 53;

/** Days and weeks of a program. A list is what the contract's example has: days. */
export function readOccurence(field: Field): Occurence | undefined {
  if (Array.isArray(field.value)) return given('day', readDays(field));
  if (!checkObject(field)) return undefined;
  const day = optional(member(field, 'day'), readDays);
  const week = optional(member(field, 'week'), (one) => readList(one, { min: 1, max: weeksMax }, readWeeks));
  // The contract requires days, and says that without them it is every day.
  return { day: day ?? [...weekDays], ...given('week', week) };
}

function readDays(field: Field): Occurence['day'] {
  const days = readList(field, { min: 1, max: 7 }, (one) => readOneOf(one, weekDays));
  return days && weekDays.filter((day) => days.includes(day));
}

/** First and last week of what a text such as `w7` or `w34-w46` says; undefined where it says no weeks. */
export function weeksOf(text: string): { first: number; last: number } | undefined {
  const found = /^\s*w(\d{1,2})\s*(?:-\s*w(\d{1,2})\s*)?$/i.exec(text);
  const first = Number(found?.[1]);
  const last = Number(found?.[2] ?? found?.[1]);
  return first >= 1 && last >= first && last <= weeksMax ? { first, last } : undefined;
}

function readWeeks(field: Field): string | undefined {
  const weeks = typeof field.value === 'string' ? weeksOf(field.value) : undefined;
  if (!weeks) return wrong(field, `a week such as w7 or weeks such as w34-w46, within w1 to w${weeksMax}`);
  const { first, last } = weeks;
  return first === last ? `w${first}` : `w${first}-w${last}`;
}
