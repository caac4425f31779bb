import type { Alert, EpisodePosition } from '../model/episodes.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import { type EpisodeProjection, episodeId, type Moment, noEpisodes } from './episode.ts';
import { type Hidden, hiddenFrom, isPrivate, stillHidden } from './hidden.ts';
import { placed } from './known.ts';

type Type = Alert['type'];
type Lit = { startedAt: number; startPosition?: EpisodePosition; hidden?: Hidden };

/** The alerts that are lit, by type. */
export type AlertsState = { [_ in Type]?: Lit };

function step(state: AlertsState = {}, moment: Moment): readonly [AlertsState, readonly EpisodeChange[]] {
  const { vehicleId, groups } = moment.report;
  const lit = stillLit(state, moment);
  const [next, changes] = groups.alerts
    ? switched(lit, groups.alerts.active, moment)
    : ([lit, noEpisodes] as const);
  if (lit === state) return [next, changes];
  const shown = litIn(next).filter(([type, one]) => state[type] && state[type] !== one);
  return [next, [...changes, ...shown.map(([type, one]) => changeOf(vehicleId, type, one))]];
}

/** What was lit while everything was hidden, and still is when it is not any more; else the same object. */
function stillLit(state: AlertsState, moment: Moment): AlertsState {
  let next = state;
  for (const name in state) {
    const lit = state[name as Type];
    const hidden = stillHidden(lit?.hidden, moment);
    if (lit && hidden && hidden !== lit.hidden) next = { ...next, [name]: { ...lit, hidden } };
  }
  return next;
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
  const hidden = hiddenFrom(moment);
  const start: Lit = { startedAt: report.at, ...placed('startPosition', known) };
  if (hidden) start.hidden = hidden;
  lit[type] = start;
  return changeOf(report.vehicleId, type, start);
}

function close(type: Type, lit: Lit, { report, known }: Moment): EpisodeChange {
  const end = { endAt: report.at, ...placed('endPosition', known) };
  return changeOf(report.vehicleId, type, { ...lit, ...end });
}

type Told = Lit & Pick<Alert, 'endAt' | 'endPosition'>;

/** The row of an alert; without an end it is lit. */
function changeOf(vehicleId: number, type: Type, { hidden, ...told }: Told): EpisodeChange {
  const { startedAt, endAt } = told;
  const ended = endAt === undefined ? {} : { endedAt: endAt };
  const body: Alert = { type, active: endAt === undefined, ...told };
  return {
    table: 'alerts',
    vehicleId,
    id: episodeId(vehicleId, `alert ${type}`, startedAt),
    row: { startedAt, ...ended, isPrivate: isPrivate(hidden, endAt), body },
  };
}

/** An alert lasts from the report that lists it to the first that does not. */
export const alertsProjection: EpisodeProjection<AlertsState> = {
  name: 'alerts',
  table: 'alerts',
  reads: ['alerts', 'privacy'],
  step,
  lasting: (state, vehicleId) => litIn(state).map(([type, lit]) => changeOf(vehicleId, type, lit)),
};
