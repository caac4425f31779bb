import { isDeepStrictEqual } from 'node:util';
import type { Groups } from '../model/groups.ts';
import type { EpisodeChange } from '../store/save-episodes.ts';
import { type EpisodeProjection, episodeId, type Moment, noEpisodes } from './episode.ts';
import { isHidden } from './hidden.ts';
import { placed } from './known.ts';

type Said = NonNullable<Groups['collision']>;

/** The collisions of the last minute: when each was said last, and what. Oldest first. */
export type CollisionsState = { recent: readonly { at: number; said: Said }[] };

/** The same content within this time is the same collision, said again. */
const repetitionMs = 60_000;

function step(
  state: CollisionsState | undefined,
  { report, known }: Moment,
): readonly [CollisionsState | undefined, readonly EpisodeChange[]] {
  const { vehicleId, at, groups } = report;
  const said = groups.collision;
  if (!said) return [state, noEpisodes];
  const recent = (state?.recent ?? []).filter((one) => at - one.at <= repetitionMs);
  const others = recent.filter((one) => !isDeepStrictEqual(said, one.said));
  const next = { recent: [...others, { at, said }] };
  if (others.length < recent.length) return [next, noEpisodes];
  const body = { ...said, createdAt: at, ...placed('position', known) };
  const id = episodeId(vehicleId, `collision ${contentOf(said)}`, at);
  const row = { startedAt: at, endedAt: at, isPrivate: isHidden(known), body };
  return [next, [{ table: 'collisions', vehicleId, id, row }]];
}

/** Collisions of one time differ in what they say; the order in which fields were sent is none of it. */
function contentOf({ details, tippedOver, pedestrian }: Said): string {
  const sides = details.map(({ side, severity }) => `${side} ${severity ?? ''}`);
  return [tippedOver, pedestrian, ...sides].join(',');
}

/** Each report of a collision is one, unless it repeats the one before. */
export const collisionsProjection: EpisodeProjection<CollisionsState> = {
  name: 'collisions',
  table: 'collisions',
  reads: ['collision'],
  step,
  lasting: () => noEpisodes,
};
