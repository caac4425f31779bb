import type { EpisodePosition, Stolen } from '../model/episodes.ts';
import type { EpisodeChange } from '../store/save-episodes.ts';
import { type EpisodeProjection, episodeId, type Moment, noEpisodes } from './episode.ts';
import { placed } from './known.ts';

/** The episode that lasts, if one does. */
export type StolenState = { open?: { startedAt: number; startPosition?: EpisodePosition } };

function step(state: StolenState = {}, moment: Moment): readonly [StolenState, readonly EpisodeChange[]] {
  const { report, known } = moment;
  const { vehicleId, at, groups } = report;
  const isStolen = groups.stolen?.state;
  if (isStolen === undefined || isStolen === (state.open !== undefined)) return [state, noEpisodes];
  if (isStolen) {
    const open = { startedAt: at, ...placed('startPosition', known) };
    return [{ open }, [changeOf(vehicleId, { state: true, ...open })]];
  }
  const ended = { endAt: at, ...placed('endPosition', known) };
  return [{}, state.open ? [changeOf(vehicleId, { state: false, ...state.open, ...ended })] : noEpisodes];
}

function changeOf(vehicleId: number, body: Stolen): EpisodeChange {
  const { startedAt, endAt } = body;
  const ended = endAt === undefined ? {} : { endedAt: endAt };
  const id = episodeId(vehicleId, 'stolen', startedAt);
  return { table: 'stolen_episodes', vehicleId, id, row: { startedAt, ...ended, body } };
}

/** An episode lasts for as long as the vehicle counts as stolen. */
export const stolenProjection: EpisodeProjection<StolenState> = {
  name: 'stolen',
  table: 'stolen_episodes',
  reads: ['stolen'],
  step,
  lasting: ({ open }, vehicleId) => (open ? [changeOf(vehicleId, { state: true, ...open })] : noEpisodes),
};
