import { alarmTypes } from '../../model/episodes.ts';
import { type AlarmRow, countAlarms, findAlarm, readAlarms } from '../../store/episodes/alarms.ts';
import { presentAlarm } from '../present/events/alarm.ts';
import type { VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import { type EpisodeKind, listEpisodes, ofVehicle, oneEpisode } from './episodes.ts';

const alarms: EpisodeKind<AlarmRow> = {
  key: 'alarms',
  shows: 'alarms',
  missing: 'noAlarm',
  filters: ['type'],
  filterOf: ({ type }) => (type ? { kinds: type.map(kindFrom) } : {}),
  read: readAlarms,
  count: countAlarms,
  find: findAlarm,
  present: (told) => told.map(({ row, vehicle }) => presentAlarm(row, vehicle.visibility, vehicle.at)),
};

const kinds = { 'vehicle.alarm.status': 'status', 'vehicle.alarm.trigger': 'trigger' } as const;

function kindFrom(given: string) {
  const type = alarmTypes.find((one) => one === given);
  if (!type) throw new ApiError('badParameter', `type: expected ${alarmTypes.join(', ')}`);
  return kinds[type];
}

export const readVehicleAlarms = (ask: VehicleAsk) => listEpisodes(ask, alarms, ofVehicle(ask, 'alarms'));

export const readVehicleAlarm = (ask: VehicleAsk) =>
  oneEpisode(ask, alarms, { id: ask.params.aid, at: ofVehicle(ask, 'alarms') });
