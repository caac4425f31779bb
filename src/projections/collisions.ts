import { isDeepStrictEqual } from 'node:util';
import type { Groups } from '../model/groups.ts';
import type { EpisodeChange } from '../store/save-episodes.ts';
import { type EpisodeProjection, episodeId, type Moment, noEpisodes } from './episode.ts';
import { placed } from './known.ts';

/** The newest collision: when it was said last, and what. */
export type CollisionsState = { at: number; said: NonNullable<Groups['collision']> };

/** The same content within this time is the same collision, said again. */
const repetitionMs = 60_000;

function step(
  state: CollisionsState | undefined,
  { report, known }: Moment,
): readonly [CollisionsState | undefined, readonly EpisodeChange[]] {
  const { vehicleId, at, groups } = report;
  const said = groups.collision;
  if (!said) return [state, noEpisodes];
  const next = { at, said };
  if (state && at - state.at <= repetitionMs && isDeepStrictEqual(said, state.said))
    return [next, noEpisodes];
  const body = { ...said, createdAt: at, ...placed('position', known) };
  const id = episodeId(vehicleId, 'collision', at);
  return [next, [{ table: 'collisions', vehicleId, id, row: { startedAt: at, endedAt: at, body } }]];
}

/** Each report of a collision is one, unless it repeats the one before. */
export const collisionsProjection: EpisodeProjection<CollisionsState> = {
  name: 'collisions',
  table: 'collisions',
  reads: ['collision'],
  step,
  lasting: () => noEpisodes,
};
