import type { Alert, EpisodePosition } from '../model/episodes.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import { type EpisodeProjection, episodeId, type Moment, noEpisodes } from './episode.ts';
import { placed } from './known.ts';

type Type = Alert['type'];
type Lit = { startedAt: number; startPosition?: EpisodePosition };

/** The alerts that are lit, by type. */
export type AlertsState = { [_ in Type]?: Lit };

function step(state: AlertsState = {}, moment: Moment): readonly [AlertsState, readonly EpisodeChange[]] {
  const { alerts } = moment.report.groups;
  return alerts ? switched(state, alerts.active, moment) : [state, noEpisodes];
}

/** Opens what is new in the list of lit alerts, and closes what it no longer has. */
function switched(
  state: AlertsState,
  active: readonly Type[],
  moment: Moment,
): readonly [AlertsState, readonly EpisodeChange[]] {
  const fresh = [...new Set(active)].filter((type) => !state[type]);
  const over = litIn(state).filter(([type]) => !active.includes(type));
  if (fresh.length === 0 && over.length === 0) return [state, noEpisodes];
  const next = { ...state };
  for (const [type] of over) delete next[type];
  const changes = [
    ...over.map(([type, lit]) => close(type, lit, moment)),
    ...fresh.map((type) => open(next, type, moment)),
  ];
  return [next, changes];
}

const litIn = (state: AlertsState) => Object.entries(state) as [Type, Lit][];

function open(lit: AlertsState, type: Type, moment: Moment): EpisodeChange {
  const { report, known } = moment;
  const start: Lit = { startedAt: report.at, ...placed('startPosition', known) };
  lit[type] = start;
  return changeOf(report.vehicleId, type, start);
}

function close(type: Type, lit: Lit, { report, known }: Moment): EpisodeChange {
  const end = { endAt: report.at, ...placed('endPosition', known) };
  return changeOf(report.vehicleId, type, { ...lit, ...end });
}

type Told = Lit & Pick<Alert, 'endAt' | 'endPosition'>;

/** The row of an alert; without an end it is lit. */
function changeOf(vehicleId: number, type: Type, told: Told): EpisodeChange {
  const { startedAt, endAt } = told;
  const ended = endAt === undefined ? {} : { endedAt: endAt };
  const body: Alert = { type, active: endAt === undefined, ...told };
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
  lasting: (state, vehicleId) => litIn(state).map(([type, lit]) => changeOf(vehicleId, type, lit)),
};
