import { sql } from 'kysely';
import type { Alarm } from '../../model/episodes.ts';
import { type EpisodeFilter, type EpisodeRow, episodesOf } from './episodes.ts';

/** Alarm entries; `kinds` absent means both. */
export type AlarmFilter = EpisodeFilter & { kinds?: readonly Alarm['kind'][] };

export type AlarmRow = EpisodeRow<Alarm>;

/** Alarm entries, in ascending order of time. */
export const {
  read: readAlarms,
  count: countAlarms,
  find: findAlarm,
} = episodesOf<Alarm, AlarmFilter>('alarms', ({ kinds }) =>
  kinds ? sql`and e.kind = any(${[...kinds]}::text[])` : sql``,
);
