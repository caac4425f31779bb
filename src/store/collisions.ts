import type { Collision } from '../model/episodes.ts';
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

export type CollisionRow = EpisodeRow<Collision>;

/** One page of collisions in ascending order of start. */
export function readCollisions(
  database: Database,
  filter: EpisodeFilter,
  slice: Slice,
): Promise<CollisionRow[]> {
  return readEpisodes(database, { table: 'collisions', filter }, slice);
}

export function countCollisions(database: Database, filter: EpisodeFilter): Promise<number> {
  return countEpisodes(database, { table: 'collisions', filter });
}

export function findCollision(
  database: Database,
  wanted: { scope: EpisodeScope; id: string },
): Promise<CollisionRow | undefined> {
  return findEpisode(database, 'collisions', wanted);
}
