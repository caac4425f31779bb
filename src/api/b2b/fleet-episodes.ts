import { FleetAlert } from '../present/events/alert.ts';
import { FleetCollision } from '../present/events/collision.ts';
import { FleetTrip } from '../present/events/trip.ts';
import { readFleetAlert, readFleetAlerts } from '../reads/alerts.ts';
import { readFleetCollision, readFleetCollisions } from '../reads/collisions.ts';
import { readFleetTrips } from '../reads/trips.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import { type Operation, profileQuery, timestampsQuery, tripsQuery } from '../shared/operation.ts';

const fleet = '/fleets/:fid';
const listQuery = { ...profileQuery, ...timestampsQuery, ...pagingQuery(60) };

/** What happened to any vehicle of a fleet. */
export const fleetEpisodeOperations: readonly Operation[] = [
  {
    operationId: 'getFleetAlertList',
    path: `${fleet}/alerts`,
    of: 'fleet',
    tag: 'Fleet',
    summary: 'The alerts of all vehicles of a fleet, oldest first',
    deprecated: true,
    query: listQuery,
    response: collection('alerts', FleetAlert),
    read: readFleetAlerts,
  },
  {
    operationId: 'getFleetAlertById',
    path: `${fleet}/alerts/:aid`,
    of: 'fleet',
    tag: 'Fleet',
    summary: 'One alert of any vehicle of a fleet',
    deprecated: true,
    query: profileQuery,
    response: FleetAlert,
    read: readFleetAlert,
  },
  {
    operationId: 'getFleetTrips',
    path: `${fleet}/trips`,
    of: 'fleet',
    tag: 'Fleet',
    summary: 'The trips of all vehicles of a fleet that have ended, oldest first',
    deprecated: true,
    query: { ...profileQuery, ...tripsQuery, ...pagingQuery(60) },
    response: collection('trips', FleetTrip),
    read: readFleetTrips,
  },
  {
    operationId: 'getFleetTripCollisions',
    path: `${fleet}/collisions`,
    of: 'fleet',
    tag: 'Fleet',
    summary: 'The collisions of all vehicles of a fleet, oldest first',
    deprecated: true,
    query: listQuery,
    response: collection('Collisions', FleetCollision),
    read: readFleetCollisions,
  },
  {
    operationId: 'getCollisionsById',
    path: `${fleet}/collisions/:cid`,
    of: 'fleet',
    tag: 'Fleet',
    summary: 'One collision of any vehicle of a fleet',
    deprecated: true,
    query: profileQuery,
    response: FleetCollision,
    read: readFleetCollision,
  },
];
