import type { EpisodePosition, Stolen } from '../model/episodes.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import { type EpisodeProjection, episodeId, type Moment, noEpisodes } from './episode.ts';
import { placed } from './known.ts';

type Open = { startedAt: number; startPosition?: EpisodePosition };

/** The episode that lasts, if one does. */
export type StolenState = { open?: Open };

function step(state: StolenState = {}, moment: Moment): readonly [StolenState, readonly EpisodeChange[]] {
  const { vehicleId, at, groups } = moment.report;
  const isStolen = groups.stolen?.state;
  if (state.open && isStolen === false) {
    const end = { endAt: at, ...placed('endPosition', moment.known) };
    return [{}, [changeOf(vehicleId, { ...state.open, ...end })]];
  }
  if (state.open || !isStolen) return [state, noEpisodes];
  const open: Open = { startedAt: at, ...placed('startPosition', moment.known) };
  return [{ open }, [changeOf(vehicleId, open)]];
}

type Told = Open & Pick<Stolen, 'endAt' | 'endPosition'>;

/** The row of an episode; without an end it lasts. */
function changeOf(vehicleId: number, told: Told): EpisodeChange {
  const { startedAt, endAt } = told;
  const ended = endAt === undefined ? {} : { endedAt: endAt };
  const body: Stolen = { state: endAt === undefined, ...told };
  const id = episodeId(vehicleId, 'stolen', startedAt);
  const row = { startedAt, ...ended, body };
  return { table: 'stolen_episodes', vehicleId, id, row };
}

/** An episode lasts for as long as the vehicle counts as stolen. */
export const stolenProjection: EpisodeProjection<StolenState> = {
  name: 'stolen',
  table: 'stolen_episodes',
  reads: ['stolen'],
  step,
  lasting: ({ open }, vehicleId) => (open ? [changeOf(vehicleId, open)] : noEpisodes),
};
