import { AlarmDetails } from '../present/events/alarm.ts';
import { Alert } from '../present/events/alert.ts';
import { Collision } from '../present/events/collision.ts';
import { readVehicleAlarm, readVehicleAlarms } from '../reads/alarms.ts';
import { readVehicleAlert, readVehicleAlerts } from '../reads/alerts.ts';
import { readVehicleCollision, readVehicleCollisions } from '../reads/collisions.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import { alarmsQuery, type Operation, timestampsQuery } from '../shared/operation.ts';

const vehicle = '/user/vehicles/:id';
const listQuery = { ...timestampsQuery, ...pagingQuery(60) };
const alarmScope = ['data:telemetry:vehicle:alarm'];

/** Alerts, alarms and collisions of a vehicle. */
export const incidentOperations: readonly Operation[] = [
  {
    operationId: 'getVehicleCollision',
    path: `${vehicle}/collisions`,
    of: 'vehicle',
    tag: 'Incidents',
    summary: 'The collisions of the vehicle, oldest first',
    deprecated: true,
    requires: ['data:collision'],
    shows: ['collisions'],
    query: listQuery,
    response: collection('Collisions', Collision),
    read: readVehicleCollisions,
  },
  {
    operationId: 'getVehicleCollisionById',
    path: `${vehicle}/collisions/:cid`,
    of: 'vehicle',
    tag: 'Incidents',
    summary: 'One collision',
    deprecated: true,
    requires: ['data:collision'],
    shows: ['collisions'],
    response: Collision,
    read: readVehicleCollision,
  },
  {
    operationId: 'getVehicleAlerts',
    path: `${vehicle}/alerts`,
    of: 'vehicle',
    tag: 'Incidents',
    summary: 'The alerts of the vehicle, lit or gone, oldest first',
    requires: ['data:alert'],
    shows: ['alerts'],
    query: listQuery,
    response: collection('alerts', Alert),
    read: readVehicleAlerts,
  },
  {
    operationId: 'getVehicleAlertsById',
    path: `${vehicle}/alerts/:aid`,
    of: 'vehicle',
    tag: 'Incidents',
    summary: 'One alert',
    requires: ['data:alert'],
    shows: ['alerts'],
    response: Alert,
    read: readVehicleAlert,
  },
  {
    operationId: 'getVehicleAlarms',
    path: `${vehicle}/alarms`,
    of: 'vehicle',
    tag: 'Incidents',
    summary: 'When the alarm was set or unset, and when it went off, oldest first',
    requires: alarmScope,
    shows: ['alarms'],
    query: { ...alarmsQuery, ...pagingQuery(60) },
    response: collection('alarms', AlarmDetails),
    read: readVehicleAlarms,
  },
  {
    operationId: 'getVehicleAlarmsById',
    path: `${vehicle}/alarms/:aid`,
    of: 'vehicle',
    tag: 'Incidents',
    summary: 'One entry of the alarm',
    requires: alarmScope,
    shows: ['alarms'],
    response: AlarmDetails,
    read: readVehicleAlarm,
  },
];
