import type { EpisodePosition, Stolen } from '../model/episodes.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import { type EpisodeProjection, episodeId, type Moment, noEpisodes } from './episode.ts';
import { type Hidden, hiddenFrom, isPrivate, stillHidden } from './hidden.ts';
import { placed } from './known.ts';

type Open = { startedAt: number; startPosition?: EpisodePosition; hidden?: Hidden };

/** The episode that lasts, if one does. */
export type StolenState = { open?: Open };

function step(state: StolenState = {}, moment: Moment): readonly [StolenState, readonly EpisodeChange[]] {
  const { vehicleId, at, groups } = moment.report;
  const isStolen = groups.stolen?.state;
  const continued = state.open && stillOpen(state.open, moment);
  if (continued && isStolen === false) {
    const end = { endAt: at, ...placed('endPosition', moment.known) };
    return [{}, [changeOf(vehicleId, { ...continued, ...end })]];
  }
  const open = continued ?? (isStolen ? begin(moment) : undefined);
  return !open || open === state.open ? [state, noEpisodes] : [{ open }, [changeOf(vehicleId, open)]];
}

function begin(moment: Moment): Open {
  const hidden = hiddenFrom(moment);
  const start = { startedAt: moment.report.at, ...placed('startPosition', moment.known) };
  return hidden ? { ...start, hidden } : start;
}

function stillOpen(open: Open, moment: Moment): Open {
  const hidden = stillHidden(open.hidden, moment);
  return hidden && hidden !== open.hidden ? { ...open, hidden } : open;
}

type Told = Open & Pick<Stolen, 'endAt' | 'endPosition'>;

/** The row of an episode; without an end it lasts. */
function changeOf(vehicleId: number, { hidden, ...told }: Told): EpisodeChange {
  const { startedAt, endAt } = told;
  const ended = endAt === undefined ? {} : { endedAt: endAt };
  const body: Stolen = { state: endAt === undefined, ...told };
  const id = episodeId(vehicleId, 'stolen', startedAt);
  const row = { startedAt, ...ended, isPrivate: isPrivate(hidden, endAt), body };
  return { table: 'stolen_episodes', vehicleId, id, row };
}

/** An episode lasts for as long as the vehicle counts as stolen. */
export const stolenProjection: EpisodeProjection<StolenState> = {
  name: 'stolen',
  table: 'stolen_episodes',
  reads: ['stolen', 'privacy'],
  step,
  lasting: ({ open }, vehicleId) => (open ? [changeOf(vehicleId, open)] : noEpisodes),
};
