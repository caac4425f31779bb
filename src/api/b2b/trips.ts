import { telemetryExports, tripsExports, wayPointsExports } from '../exports/definitions.ts';
import { FleetAlert } from '../present/events/alert.ts';
import { FleetCollision } from '../present/events/collision.ts';
import { FleetTrip } from '../present/events/trip.ts';
import { FleetPosition } from '../present/status/position.ts';
import { telemetryTypes } from '../present/telemetry/telemetry.ts';
import { FleetTelemetry } from '../present/telemetry/telemetry-schema.ts';
import { readTripAlert, readTripAlerts } from '../reads/alerts.ts';
import { readTripCollisions } from '../reads/collisions.ts';
import { readTripTelemetry, telemetryPageMax } from '../reads/telemetry.ts';
import { readTrip, readVehicleTrips } from '../reads/trips.ts';
import { readTripWayPoints, wayPointsPageMax } from '../reads/way-points.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import {
  type Operation,
  profileQuery,
  telemetryQuery,
  timestampsQuery,
  tripsQuery,
  wayPointsQuery,
} from '../shared/operation.ts';

const trips = '/fleets/:fid/vehicles/:vid/trips';
const trip = `${trips}/:tid`;
const listQuery = { ...timestampsQuery, ...pagingQuery(60) };

/** Trips of a vehicle and what belongs to them. */
export const tripOperations: readonly Operation[] = [
  {
    operationId: 'getTripsByVehicle',
    path: trips,
    of: 'vehicle',
    tag: 'Trips',
    summary: 'The trips of the vehicle that have ended, oldest first',
    shows: ['trips'],
    query: { ...profileQuery, ...tripsQuery, ...pagingQuery(60) },
    response: collection('trips', FleetTrip),
    exports: tripsExports,
    read: readVehicleTrips,
  },
  {
    operationId: 'getFleetTripByVehicle',
    path: trip,
    of: 'vehicle',
    tag: 'Trips',
    summary: 'One trip, also the one under way',
    shows: ['trips'],
    query: profileQuery,
    response: FleetTrip,
    exports: tripsExports,
    read: readTrip,
  },
  {
    operationId: 'getTripCollisionsByTripAndVehicle',
    path: `${trip}/collisions`,
    of: 'vehicle',
    tag: 'Trips',
    summary: 'The collisions of a trip',
    shows: ['trips', 'collisions'],
    query: listQuery,
    response: collection('Collisions', FleetCollision),
    read: readTripCollisions,
  },
  {
    operationId: 'getFleetTripAlertByVehicle',
    path: `${trip}/alerts`,
    of: 'vehicle',
    tag: 'Trips',
    summary: 'The alerts that were lit on a trip',
    shows: ['trips', 'alerts'],
    query: { ...profileQuery, ...listQuery },
    response: collection('alerts', FleetAlert),
    read: readTripAlerts,
  },
  {
    operationId: 'getFleetTripAlertByVehicleById',
    path: `${trip}/alerts/:aid`,
    of: 'vehicle',
    tag: 'Trips',
    summary: 'One alert of a trip',
    shows: ['trips', 'alerts'],
    query: profileQuery,
    response: FleetAlert,
    read: readTripAlert,
  },
  {
    operationId: 'getPathForTrip',
    path: `${trip}/wayPoints`,
    aliases: [`${trip}/waypoints`],
    of: 'vehicle',
    tag: 'Trips',
    summary: 'The way of a trip, point by point',
    shows: ['trips', 'positions'],
    query: { ...profileQuery, ...wayPointsQuery, ...pagingQuery(wayPointsPageMax) },
    response: collection('positions', FleetPosition),
    exports: wayPointsExports,
    read: readTripWayPoints,
  },
  {
    operationId: 'getTelemetryForTripByVehicle',
    path: `${trip}/telemetry`,
    of: 'vehicle',
    tag: 'Trips',
    summary: 'What the vehicle reported on a trip, oldest first',
    shows: ['trips', 'telemetry'],
    query: { ...profileQuery, ...pagingQuery(telemetryPageMax), ...telemetryQuery(telemetryTypes.b2b) },
    response: collection('telemetries', FleetTelemetry),
    exports: telemetryExports,
    read: readTripTelemetry,
  },
];
