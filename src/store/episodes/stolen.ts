import type { Stolen } from '../../model/episodes.ts';
import { type EpisodeRow, episodesOf } from './episodes.ts';

export type StolenRow = EpisodeRow<Stolen>;

/** Stolen episodes, in ascending order of start. */
export const {
  read: readStolen,
  count: countStolen,
  find: findStolenEpisode,
} = episodesOf<Stolen>('stolen_episodes');
