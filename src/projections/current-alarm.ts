import type { EpisodePosition } from '../model/episodes.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import type { AlarmsState } from './alarms.ts';

/** Where the vehicle was when the alarm went off that its status tells of; undefined where that is not known. */
export function alarmPosition({ projections }: VehicleState): EpisodePosition | undefined {
  const told = projections.status?.['alarm.trigger']?.value;
  const { trigger } = (projections.alarms ?? {}) as AlarmsState;
  return trigger && trigger.type === told?.type && trigger.startAt === told.startAt
    ? trigger.position
    : undefined;
}
