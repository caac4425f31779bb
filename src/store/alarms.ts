import { sql } from 'kysely';
import type { Alarm } from '../model/episodes.ts';
import type { Database } from './database.ts';
import {
  countEpisodes,
  type EpisodeFilter,
  type EpisodeRow,
  type EpisodeScope,
  findEpisode,
  readEpisodes,
} from './episodes.ts';
import type { Slice } from './slice.ts';

/** Alarm entries; `kinds` absent means both. */
export type AlarmFilter = EpisodeFilter & { kinds?: readonly Alarm['kind'][] };

export type AlarmRow = EpisodeRow<Alarm>;

/** One page of alarm entries in ascending order of time. */
export function readAlarms(database: Database, filter: AlarmFilter, slice: Slice): Promise<AlarmRow[]> {
  return readEpisodes(database, { table: 'alarms', filter, where: matches(filter) }, slice);
}

export function countAlarms(database: Database, filter: AlarmFilter): Promise<number> {
  return countEpisodes(database, { table: 'alarms', filter, where: matches(filter) });
}

export function findAlarm(
  database: Database,
  wanted: { scope: EpisodeScope; id: string },
): Promise<AlarmRow | undefined> {
  return findEpisode(database, 'alarms', wanted);
}

const matches = ({ kinds }: AlarmFilter) => (kinds ? sql`and e.kind = any(${[...kinds]}::text[])` : sql``);
