import type { Stolen } from '../model/episodes.ts';
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

export type StolenRow = EpisodeRow<Stolen>;

/** One page of stolen episodes in ascending order of start. */
export function readStolen(database: Database, filter: EpisodeFilter, slice: Slice): Promise<StolenRow[]> {
  return readEpisodes(database, { table: 'stolen_episodes', filter }, slice);
}

export function countStolen(database: Database, filter: EpisodeFilter): Promise<number> {
  return countEpisodes(database, { table: 'stolen_episodes', filter });
}

export function findStolenEpisode(
  database: Database,
  wanted: { scope: EpisodeScope; id: string },
): Promise<StolenRow | undefined> {
  return findEpisode(database, 'stolen_episodes', wanted);
}
