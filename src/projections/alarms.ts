import type { Alarm } from '../model/episodes.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import { type EpisodeProjection, episodeId, type Moment, noEpisodes } from './episode.ts';
import { placed } from './known.ts';

type Trigger = Extract<Alarm, { kind: 'trigger' }>;

type KnownTrigger = Pick<Trigger, 'type' | 'startAt' | 'position'>;

/** The activation said last, and the newest triggers, oldest first. */
export type AlarmsState = {
  activation?: Extract<Alarm, { kind: 'status' }>['activation'];
  triggers?: readonly KnownTrigger[];
};

/** Triggers kept, to know one that is told again from a new one. */
const triggersMax = 20;

/** Makes an entry of a status that differs from the last, and of a trigger that is none of those known. */
function step(state: AlarmsState = {}, moment: Moment): readonly [AlarmsState, readonly EpisodeChange[]] {
  const { report, known } = moment;
  const { vehicleId, at, groups } = report;
  const activation = groups['alarm.status']?.activation;
  const trigger = groups['alarm.trigger'];
  let next = state;
  const changes: EpisodeChange[] = [];
  if (activation !== undefined && activation !== state.activation) {
    next = { ...next, activation };
    changes.push(entry(vehicleId, { kind: 'status', createdAt: at, activation }));
  }
  if (trigger && !findTrigger(state, trigger)) {
    const triggers = [...(state.triggers ?? []), { ...trigger, ...placed('position', known) }];
    next = { ...next, triggers: triggers.slice(-triggersMax) };
    changes.push(
      entry(vehicleId, { kind: 'trigger', createdAt: at, ...trigger, ...placed('position', known) }),
    );
  }
  return changes.length > 0 ? [next, changes] : [state, noEpisodes];
}

/** A trigger of the same type and start, if it is known: it may be told many times, and with others in between. */
export function findTrigger(
  { triggers }: AlarmsState,
  { type, startAt }: Pick<Trigger, 'type' | 'startAt'>,
): KnownTrigger | undefined {
  return triggers?.find((one) => one.type === type && one.startAt === startAt);
}

function entry(vehicleId: number, body: Alarm): EpisodeChange {
  const { kind, createdAt } = body;
  const said = kind === 'trigger' ? `${body.type} ${body.startAt}` : body.activation;
  const id = episodeId(vehicleId, `alarm ${kind} ${said}`, createdAt);
  return { table: 'alarms', vehicleId, id, row: { startedAt: createdAt, endedAt: createdAt, body } };
}

/** Each change of the alarm's status and each new trigger is an entry. */
export const alarmsProjection: EpisodeProjection<AlarmsState> = {
  name: 'alarms',
  table: 'alarms',
  reads: ['alarm.status', 'alarm.trigger'],
  step,
  lasting: () => noEpisodes,
};
