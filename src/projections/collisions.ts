import { isDeepStrictEqual } from 'node:util';
import type { Collision, EpisodePosition } from '../model/episodes.ts';
import type { Groups } from '../model/groups.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import { type EpisodeProjection, episodeId, type Moment, noEpisodes } from './episode.ts';
import { placed } from './known.ts';

type Said = NonNullable<Groups['collision']>;

/** A collision: when it was said last and first, and what. States of before it was kept lack what is optional. */
export type KnownCollision = {
  at: number;
  said: Said;
  since?: number;
  position?: EpisodePosition;
};

/** The newest collision, and those of the minute before it. Oldest first. */
export type CollisionsState = { recent: readonly KnownCollision[] };

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
  const same = recent.find((one) => isDeepStrictEqual(said, one.said));
  const others = recent.filter((one) => one !== same);
  if (same) return [{ recent: [...others, { ...same, at }] }, noEpisodes];
  const fresh: KnownCollision = { at, said, since: at, ...placed('position', known) };
  return [{ recent: [...others, fresh] }, [changeOf(vehicleId, fresh)]];
}

/** The row of a collision. */
export function changeOf(
  vehicleId: number,
  { at, said, since = at, position }: KnownCollision,
): EpisodeChange & { row: { body: Collision } } {
  const body: Collision = { ...said, createdAt: since, ...(position ? { position } : {}) };
  const id = episodeId(vehicleId, `collision ${contentOf(said)}`, since);
  return { table: 'collisions', vehicleId, id, row: { startedAt: since, endedAt: since, body } };
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
