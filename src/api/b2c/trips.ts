import { telemetryExports, tripsExports, wayPointsExports } from '../exports/definitions.ts';
import { Alert } from '../present/events/alert.ts';
import { Collision } from '../present/events/collision.ts';
import { Trip } from '../present/events/trip.ts';
import { Position } from '../present/status/position.ts';
import { telemetryTypes } from '../present/telemetry/telemetry.ts';
import { Telemetry } from '../present/telemetry/telemetry-schema.ts';
import { readTripAlert, readTripAlerts } from '../reads/alerts.ts';
import { readTripCollision, readTripCollisions } from '../reads/collisions.ts';
import { readTripTelemetry, telemetryPageMax } from '../reads/telemetry.ts';
import { readTrip, readVehicleTrips } from '../reads/trips.ts';
import { readTripWayPoints } from '../reads/way-points.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import {
  Locale,
  type Operation,
  telemetryQuery,
  timestampsQuery,
  tripsQuery,
  wayPointsQuery,
} from '../shared/operation.ts';

const trips = '/user/vehicles/:id/trips';
const trip = `${trips}/:tid`;
const listQuery = { ...timestampsQuery, ...pagingQuery(60) };
const { pageSize: _, ...pagingWithoutSize } = pagingQuery(60);

/** Trips of a vehicle and what belongs to them. */
export const tripOperations: readonly Operation[] = [
  {
    operationId: 'getTripsByVehicle',
    path: trips,
    of: 'vehicle',
    tag: 'Trips',
    summary: 'The trips of the vehicle, oldest first, with the one under way',
    requires: ['data:trip'],
    shows: ['trips'],
    query: { ...tripsQuery, ...pagingQuery(60) },
    response: collection('trips', Trip),
    exports: tripsExports,
    read: readVehicleTrips,
  },
  {
    operationId: 'getTripByVehicle',
    path: trip,
    of: 'vehicle',
    tag: 'Trips',
    summary: 'One trip',
    requires: ['data:trip'],
    shows: ['trips'],
    response: Trip,
    exports: tripsExports,
    read: readTrip,
  },
  {
    operationId: 'getVehicleTripAlerts',
    path: `${trip}/alerts`,
    of: 'vehicle',
    tag: 'Trips',
    summary: 'The alerts that were lit on a trip',
    requires: ['data:trip', 'data:alert'],
    shows: ['trips', 'alerts'],
    query: { ...listQuery, locale: Locale },
    response: collection('alerts', Alert),
    read: readTripAlerts,
  },
  {
    operationId: 'getVehicleTripAlertByAid',
    path: `${trip}/alerts/:aid`,
    of: 'vehicle',
    tag: 'Trips',
    summary: 'One alert of a trip',
    requires: ['data:trip', 'data:alert'],
    shows: ['trips', 'alerts'],
    response: Alert,
    read: readTripAlert,
  },
  {
    operationId: 'getVehicleCollisionsByTripId',
    path: `${trip}/collisions`,
    of: 'vehicle',
    tag: 'Trips',
    summary: 'The collisions of a trip',
    deprecated: true,
    requires: ['data:trip', 'data:collision'],
    shows: ['trips', 'collisions'],
    query: listQuery,
    response: collection('Collisions', Collision),
    read: readTripCollisions,
  },
  {
    operationId: 'getVehicleCollisionByTipById',
    path: `${trip}/collisions/:cid`,
    of: 'vehicle',
    tag: 'Trips',
    summary: 'One collision of a trip',
    deprecated: true,
    requires: ['data:trip', 'data:collision'],
    shows: ['trips', 'collisions'],
    response: Collision,
    read: readTripCollision,
  },
  {
    operationId: 'getPathForTrip',
    path: `${trip}/wayPoints`,
    aliases: [`${trip}/waypoints`],
    of: 'vehicle',
    tag: 'Trips',
    summary: 'The way of a trip, point by point',
    deprecated: true,
    requires: ['data:trip', 'data:position'],
    shows: ['trips', 'positions'],
    query: { ...wayPointsQuery, ...pagingWithoutSize },
    response: collection('positions', Position),
    exports: wayPointsExports,
    read: readTripWayPoints,
  },
  {
    operationId: 'getTelemetryForTrip',
    path: `${trip}/telemetry`,
    of: 'vehicle',
    tag: 'Trips',
    summary: 'What the vehicle reported on a trip, oldest first',
    deprecated: true,
    requires: ['data:trip'],
    // The scopes of telemetry and position are optional here: without them there is nothing in it.
    shows: ['trips'],
    query: { ...pagingQuery(telemetryPageMax), ...telemetryQuery(telemetryTypes.b2c) },
    response: collection('telemetries', Telemetry),
    exports: telemetryExports,
    read: readTripTelemetry,
  },
];
