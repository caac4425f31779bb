import type { Alarm } from '../model/episodes.ts';
import type { EpisodeChange } from '../store/save-episodes.ts';
import { type EpisodeProjection, episodeId, type Moment, noEpisodes } from './episode.ts';
import { placed } from './known.ts';

type Trigger = Extract<Alarm, { kind: 'trigger' }>;

/** What was said last. */
export type AlarmsState = {
  activation?: Extract<Alarm, { kind: 'status' }>['activation'];
  trigger?: Pick<Trigger, 'type' | 'startAt' | 'position'>;
};

/** Makes an entry of what differs from the last. */
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
  if (trigger && !isSame(trigger, state.trigger)) {
    next = { ...next, trigger: { ...trigger, ...placed('position', known) } };
    changes.push(
      entry(vehicleId, { kind: 'trigger', createdAt: at, ...trigger, ...placed('position', known) }),
    );
  }
  return changes.length > 0 ? [next, changes] : [state, noEpisodes];
}

function isSame(one: AlarmsState['trigger'], other: AlarmsState['trigger']): boolean {
  return one?.type === other?.type && one?.startAt === other?.startAt;
}

function entry(vehicleId: number, body: Alarm): EpisodeChange {
  const { kind, createdAt } = body;
  const id = episodeId(vehicleId, `alarm ${kind} ${kind === 'trigger' ? body.type : ''}`, createdAt);
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
