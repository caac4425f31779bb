import type { Collision } from '../../model/episodes.ts';
import { type EpisodeRow, episodesOf } from './episodes.ts';

export type CollisionRow = EpisodeRow<Collision>;

/** Collisions, in ascending order of time. */
export const {
  read: readCollisions,
  count: countCollisions,
  find: findCollision,
} = episodesOf<Collision>('collisions');
