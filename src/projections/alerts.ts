import type { Alert, EpisodePosition } from '../model/episodes.ts';
import type { EpisodeChange } from '../store/save-episodes.ts';
import { type EpisodeProjection, episodeId, type Moment, noEpisodes } from './episode.ts';
import { placed } from './known.ts';

type Lit = { startedAt: number; startPosition?: EpisodePosition };

/** The alerts that are lit, by type. */
export type AlertsState = { [Type in Alert['type']]?: Lit };

/** Opens what is new in the list of lit alerts, and closes what it no longer has. */
function step(state: AlertsState = {}, moment: Moment): readonly [AlertsState, readonly EpisodeChange[]] {
  const active = moment.report.groups.alerts?.active;
  if (!active) return [state, noEpisodes];
  const fresh = [...new Set(active)].filter((type) => !state[type]);
  const over = (Object.keys(state) as Alert['type'][]).filter((type) => !active.includes(type));
  if (fresh.length === 0 && over.length === 0) return [state, noEpisodes];
  const next = { ...state };
  const changes = [
    ...over.map((type) => close(next, type, moment)),
    ...fresh.map((type) => open(next, type, moment)),
  ];
  return [next, changes];
}

function open(lit: AlertsState, type: Alert['type'], { report, known }: Moment): EpisodeChange {
  const start = { startedAt: report.at, ...placed('startPosition', known) };
  lit[type] = start;
  return changeOf(report.vehicleId, { type, active: true, ...start });
}

function close(lit: AlertsState, type: Alert['type'], { report, known }: Moment): EpisodeChange {
  const start = lit[type] ?? { startedAt: report.at };
  delete lit[type];
  const end = { endAt: report.at, ...placed('endPosition', known) };
  return changeOf(report.vehicleId, { type, active: false, ...start, ...end });
}

function changeOf(vehicleId: number, body: Alert): EpisodeChange {
  const { type, startedAt, endAt } = body;
  const ended = endAt === undefined ? {} : { endedAt: endAt };
  return {
    table: 'alerts',
    vehicleId,
    id: episodeId(vehicleId, `alert ${type}`, startedAt),
    row: { startedAt, ...ended, body },
  };
}

/** An alert lasts from the report that lists it to the first that does not. */
export const alertsProjection: EpisodeProjection<AlertsState> = {
  name: 'alerts',
  table: 'alerts',
  reads: ['alerts'],
  step,
  lasting: (state, vehicleId) =>
    (Object.entries(state) as [Alert['type'], Lit][]).map(([type, lit]) =>
      changeOf(vehicleId, { type, active: true, ...lit }),
    ),
};
