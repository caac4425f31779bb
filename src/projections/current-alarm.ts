import type { EpisodePosition } from '../model/episodes.ts';
import type { Status, VehicleState } from '../model/vehicle-state.ts';
import { type AlarmsState, findTrigger } from './alarms.ts';

/** Where the vehicle was when the alarm went off that a status of it tells of; undefined where that is not known. */
export function alarmPosition({ projections }: VehicleState, status: Status): EpisodePosition | undefined {
  const told = status['alarm.trigger']?.value;
  return told && findTrigger((projections.alarms ?? {}) as AlarmsState, told)?.position;
}
