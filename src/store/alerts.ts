import type { Alert } from '../model/episodes.ts';
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

export type AlertRow = EpisodeRow<Alert>;

/** One page of alerts in ascending order of start. */
export function readAlerts(database: Database, filter: EpisodeFilter, slice: Slice): Promise<AlertRow[]> {
  return readEpisodes(database, { table: 'alerts', filter }, slice);
}

export function countAlerts(database: Database, filter: EpisodeFilter): Promise<number> {
  return countEpisodes(database, { table: 'alerts', filter });
}

export function findAlert(
  database: Database,
  wanted: { scope: EpisodeScope; id: string },
): Promise<AlertRow | undefined> {
  return findEpisode(database, 'alerts', wanted);
}
