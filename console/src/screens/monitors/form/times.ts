import type { MonitorTrigger } from '../../../api/model.ts';
import { type WeekDay, weekDays } from '../../../words/week-words.ts';
import { durationOf, secondsOf } from './durations.ts';

export type Weeks = { first: number; last: number };

/** Every day of those chosen, from so many seconds after midnight on for so long. */
export type DailyForm = {
  recurrence: 'Daily';
  startS: number;
  durationS: number;
  days: readonly WeekDay[];
  /** ISO weeks; none means every week. */
  weeks: readonly Weeks[];
};

/** Once: RFC 3339, or empty while it is not chosen; without a duration it never ends. */
export type OnceForm = { recurrence: 'None'; start: string; durationS: number | undefined };

export type EntryForm = DailyForm | OnceForm;
export type TimeForm = { kind: 'time'; zone: string; entries: readonly EntryForm[] };

export const newDaily: DailyForm = {
  recurrence: 'Daily',
  startS: 8 * 3600,
  durationS: 10 * 3600,
  days: weekDays,
  weeks: [],
};

export const newOnce: OnceForm = { recurrence: 'None', start: '', durationS: undefined };
export const newTime = (zone: string): TimeForm => ({ kind: 'time', zone, entries: [newDaily] });

type Time = NonNullable<MonitorTrigger['time']>;
type Entry = Time['times'][number];

export const timeOf = ({ zone, entries }: TimeForm): Time => ({
  times: entries.map(entryOf),
  timeZone: zone,
});

function entryOf(form: EntryForm): Entry {
  if (form.recurrence === 'None') {
    const { start, durationS } = form;
    return {
      recurrence: 'None',
      start,
      ...(durationS === undefined ? {} : { duration: durationOf(durationS) }),
    };
  }
  const { startS, durationS, days, weeks } = form;
  const isEveryDay = days.length === weekDays.length && weeks.length === 0;
  return {
    recurrence: 'Daily',
    start: durationOf(startS),
    duration: durationOf(durationS),
    ...(isEveryDay ? {} : { occurence: occurenceOf(days, weeks) }),
  };
}

function occurenceOf(days: readonly WeekDay[], weeks: readonly Weeks[]): NonNullable<Entry['occurence']> {
  const week = weeks.map(({ first, last }) => (first === last ? `w${first}` : `w${first}-w${last}`));
  return { day: weekDays.filter((day) => days.includes(day)), ...(week.length > 0 ? { week } : {}) };
}

export const timeFormOf = ({ times, timeZone }: Time): TimeForm => ({
  kind: 'time',
  zone: timeZone,
  entries: times.map(formOfEntry),
});

function formOfEntry({ recurrence, start, duration, occurence }: Entry): EntryForm {
  if (recurrence === 'None') return { recurrence, start, durationS: secondsOf(duration) };
  const days = occurence?.day ?? weekDays;
  const weeks = (occurence?.week ?? []).map(weeksFrom);
  return { recurrence, startS: secondsOf(start) ?? 0, durationS: secondsOf(duration) ?? 0, days, weeks };
}

function weeksFrom(text: string): Weeks {
  const [first = 1, last = first] = (text.match(/\d+/g) ?? []).map(Number);
  return { first, last };
}
