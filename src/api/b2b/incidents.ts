import { FleetAlarmDetails } from '../present/events/alarm.ts';
import { FleetAlert } from '../present/events/alert.ts';
import { FleetCollision } from '../present/events/collision.ts';
import { readVehicleAlarm, readVehicleAlarms } from '../reads/alarms.ts';
import { readVehicleAlert, readVehicleAlerts } from '../reads/alerts.ts';
import { readVehicleCollision, readVehicleCollisions } from '../reads/collisions.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import { alarmsQuery, type Operation, profileQuery, timestampsQuery } from '../shared/operation.ts';

const vehicle = '/fleets/:fid/vehicles/:vid';
const listQuery = { ...profileQuery, ...timestampsQuery, ...pagingQuery(60) };

/** Collisions, alerts and alarms of a vehicle. */
export const incidentOperations: readonly Operation[] = [
  {
    operationId: 'getVehicleCollision',
    path: `${vehicle}/collisions`,
    of: 'vehicle',
    tag: 'Incidents',
    summary: 'The collisions of the vehicle, oldest first',
    shows: ['collisions'],
    query: listQuery,
    response: collection('Collisions', FleetCollision),
    read: readVehicleCollisions,
  },
  {
    operationId: 'getVehicleCollisionById',
    path: `${vehicle}/collisions/:cid`,
    of: 'vehicle',
    tag: 'Incidents',
    summary: 'One collision',
    shows: ['collisions'],
    query: profileQuery,
    response: FleetCollision,
    read: readVehicleCollision,
  },
  {
    operationId: 'getVehicleAlerts',
    path: `${vehicle}/alerts`,
    of: 'vehicle',
    tag: 'Incidents',
    summary: 'The alerts of the vehicle, lit or gone, oldest first',
    shows: ['alerts'],
    query: listQuery,
    response: collection('alerts', FleetAlert),
    read: readVehicleAlerts,
  },
  {
    operationId: 'getFleetVehicleAlertsById',
    path: `${vehicle}/alerts/:aid`,
    of: 'vehicle',
    tag: 'Incidents',
    summary: 'One alert',
    shows: ['alerts'],
    query: profileQuery,
    response: FleetAlert,
    read: readVehicleAlert,
  },
  {
    operationId: 'getVehicleAlarms',
    path: `${vehicle}/alarms`,
    of: 'vehicle',
    tag: 'Incidents',
    summary: 'When the alarm was set or unset, and when it went off, oldest first',
    shows: ['alarms'],
    query: { ...alarmsQuery, ...pagingQuery(60) },
    response: collection('alarms', FleetAlarmDetails),
    read: readVehicleAlarms,
  },
  {
    operationId: 'getVehicleAlarmsById',
    path: `${vehicle}/alarms/:aid`,
    of: 'vehicle',
    tag: 'Incidents',
    summary: 'One entry of the alarm',
    shows: ['alarms'],
    response: FleetAlarmDetails,
    read: readVehicleAlarm,
  },
];
