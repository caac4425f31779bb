import { Type } from 'typebox';
import { oneOf } from '../../model/schema.ts';
import { telemetryExports } from '../exports/definitions.ts';
import { Maintenance } from '../present/events/maintenance.ts';
import { Position } from '../present/status/position.ts';
import { Status } from '../present/status/status-schema.ts';
import { telemetryTypes } from '../present/telemetry/telemetry.ts';
import { Telemetry } from '../present/telemetry/telemetry-schema.ts';
import { User } from '../present/user.ts';
import { Vehicle, vehicleExtensions } from '../present/vehicle.ts';
import { readLastPosition } from '../reads/last-position.ts';
import { readMaintenance } from '../reads/maintenance.ts';
import { readStatus } from '../reads/status.ts';
import { readTelemetry, telemetryPageMax } from '../reads/telemetry.ts';
import { readUser } from '../reads/user.ts';
import { readUserVehicles, readVehicle } from '../reads/vehicles.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import {
  Country,
  Locale,
  type Operation,
  statusExtension,
  telemetryQuery,
  vinPrefix,
} from '../shared/operation.ts';
import type { Write } from '../shared/write.ts';
import { callbackOperations, callbackWrites } from './callbacks.ts';
import { chargeLimitOperations, chargeLimitWrites } from './charge-limits.ts';
import { incidentOperations } from './incidents.ts';
import { monitorOperations, monitorWrites } from './monitors.ts';
import { remoteOperations, remoteWrites } from './remotes.ts';
import { tripOperations } from './trips.ts';

const extension = Type.Optional(Type.Array(oneOf(vehicleExtensions), { minItems: 1, maxItems: 5 }));
const vehicle = '/user/vehicles/:id';
const telemetryOrPosition = ['data:telemetry', 'data:position'];

/** Every operation of the end user's face, in the order of the contract. */
export const b2cOperations: readonly Operation[] = [
  {
    operationId: 'getUser',
    path: '/user',
    of: 'user',
    tag: 'User',
    summary: 'The user and the vehicles',
    query: { country: Country },
    response: User,
    read: readUser,
  },
  {
    operationId: 'getVehiclesByDevice',
    path: '/user/vehicles',
    of: 'user',
    tag: 'Vehicles',
    summary: 'The vehicles of the user',
    query: { ...pagingQuery(60), locale: Locale, extension, vinPrefix, country: Country },
    response: collection('vehicles', Vehicle),
    read: readUserVehicles,
  },
  {
    operationId: 'getVehicleByid',
    path: vehicle,
    of: 'vehicle',
    tag: 'Vehicles',
    summary: 'One vehicle',
    query: { locale: Locale, extension, country: Country },
    response: Vehicle,
    read: readVehicle,
  },
  {
    operationId: 'getVehicleStatus',
    path: `${vehicle}/status`,
    of: 'vehicle',
    tag: 'Status',
    summary: 'The newest value of everything, each with its own time',
    requiresAny: telemetryOrPosition,
    query: { extension: statusExtension },
    response: Status,
    isOfState: true,
    read: readStatus,
  },
  {
    operationId: 'getVehicleMaintenance',
    path: `${vehicle}/maintenance`,
    of: 'vehicle',
    tag: 'Status',
    summary: 'When the next maintenance is due',
    requires: ['data:telemetry:vehicle:maintenance'],
    shows: ['maintenance'],
    response: Maintenance,
    isOfState: true,
    read: readMaintenance,
  },
  {
    operationId: 'getCarLastPosition',
    path: `${vehicle}/lastPosition`,
    of: 'vehicle',
    tag: 'Status',
    summary: 'The newest position',
    deprecated: true,
    requires: ['data:position'],
    shows: ['positions'],
    response: Position,
    mediaType: 'application/vnd.geo+json',
    isOfState: true,
    read: readLastPosition,
  },
  {
    operationId: 'getTelemetry',
    path: `${vehicle}/telemetry`,
    of: 'vehicle',
    tag: 'Telemetry',
    summary: 'The history of the vehicle, oldest first',
    deprecated: true,
    requiresAny: telemetryOrPosition,
    shows: ['telemetry'],
    query: { ...pagingQuery(telemetryPageMax), ...telemetryQuery(telemetryTypes.b2c) },
    response: collection('telemetries', Telemetry),
    exports: telemetryExports,
    read: readTelemetry,
  },
  ...incidentOperations,
  ...tripOperations,
  ...callbackOperations,
  ...monitorOperations,
  ...remoteOperations,
  ...chargeLimitOperations,
];

/** Every operation of it that changes something. */
export const b2cWrites: readonly Write[] = [
  ...callbackWrites,
  ...monitorWrites,
  ...remoteWrites,
  ...chargeLimitWrites,
];
