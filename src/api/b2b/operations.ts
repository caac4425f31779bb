import { Type } from 'typebox';
import { oneOf } from '../../model/schema.ts';
import { telemetryExports } from '../exports/definitions.ts';
import { FleetMaintenance } from '../present/events/maintenance.ts';
import { Fleet } from '../present/fleet.ts';
import { FleetPosition } from '../present/status/position.ts';
import { FleetStatus } from '../present/status/status-schema.ts';
import { telemetryTypes } from '../present/telemetry/telemetry.ts';
import { FleetTelemetry } from '../present/telemetry/telemetry-schema.ts';
import {
  capabilityExtensions,
  FleetVehicle,
  listExtensions,
  VehicleCapabilities,
  vehicleExtensions,
} from '../present/vehicle.ts';
import { readFleet, readFleetMaintenances, readFleetStatuses, readFleets } from '../reads/fleets.ts';
import { readLastPosition } from '../reads/last-position.ts';
import { readMaintenance } from '../reads/maintenance.ts';
import { readStatus } from '../reads/status.ts';
import { readTelemetry, telemetryPageMax } from '../reads/telemetry.ts';
import { readCapabilities, readFleetVehicles, readVehicle } from '../reads/vehicles.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import {
  Locale,
  type Operation,
  profileQuery,
  statusExtension,
  telemetryQuery,
  vinPrefix,
} from '../shared/operation.ts';
import type { Write } from '../shared/write.ts';
import { callbackOperations, callbackWrites } from './callbacks.ts';
import { fleetEpisodeOperations } from './fleet-episodes.ts';
import { incidentOperations } from './incidents.ts';
import { monitorOperations, monitorWrites } from './monitors.ts';
import { remoteOperations, remoteWrites } from './remotes.ts';
import { stolenOperations } from './stolen.ts';
import { tripOperations } from './trips.ts';

const extension = Type.Optional(Type.Array(oneOf(vehicleExtensions), { minItems: 1, maxItems: 5 }));
const capabilityExtension = Type.Optional(
  Type.Array(oneOf(capabilityExtensions), { minItems: 1, maxItems: 3 }),
);
const listExtension = Type.Optional(Type.Array(oneOf(listExtensions), { minItems: 1, maxItems: 4 }));
// Lists that the contract gives no indexRange take it all the same.
const paging = pagingQuery(60);
const fleet = '/fleets/:fid';
const vehicle = `${fleet}/vehicles/:vid`;

/** Every operation of the fleet owner's face, in the order of the contract. */
export const b2bOperations: readonly Operation[] = [
  {
    operationId: 'getVehiclesCapabilities',
    path: '/vehicles/:vin',
    aliases: ['/vehicle/:vin'],
    of: 'client',
    tag: 'Capabilities',
    summary: 'What a vehicle can tell and do, whoever owns it',
    query: { locale: Locale, extension: capabilityExtension },
    response: VehicleCapabilities,
    read: readCapabilities,
  },
  {
    operationId: 'getFleets',
    path: '/fleets',
    of: 'partner',
    tag: 'Fleet',
    summary: 'The fleets of the partner',
    query: paging,
    response: collection('fleets', Fleet),
    read: readFleets,
  },
  {
    operationId: 'getFleet',
    path: fleet,
    of: 'fleet',
    tag: 'Fleet',
    summary: 'One fleet',
    response: Fleet,
    read: readFleet,
  },
  {
    operationId: 'getVehiclesByDevice',
    path: `${fleet}/vehicles`,
    of: 'fleet',
    tag: 'Vehicles',
    summary: 'The vehicles of a fleet',
    query: { ...paging, locale: Locale, extension: listExtension, vinPrefix },
    response: collection('vehicles', FleetVehicle),
    read: readFleetVehicles,
  },
  {
    operationId: 'getVehicleByid',
    path: vehicle,
    of: 'vehicle',
    tag: 'Vehicles',
    summary: 'One vehicle',
    query: { locale: Locale, extension },
    response: FleetVehicle,
    read: readVehicle,
  },
  {
    operationId: 'getCarLastPosition',
    path: `${vehicle}/lastPosition`,
    of: 'vehicle',
    tag: 'Vehicles',
    summary: 'The newest position',
    deprecated: true,
    query: profileQuery,
    shows: ['positions'],
    response: FleetPosition,
    mediaType: 'application/vnd.geo+json',
    isOfState: true,
    read: readLastPosition,
  },
  {
    operationId: 'getVehicleMaintenance',
    path: `${vehicle}/maintenance`,
    of: 'vehicle',
    tag: 'Vehicles',
    summary: 'When the next maintenance is due',
    query: profileQuery,
    shows: ['maintenance'],
    response: FleetMaintenance,
    isOfState: true,
    read: readMaintenance,
  },
  {
    operationId: 'getFleetStatusList',
    path: `${fleet}/status`,
    of: 'fleet',
    tag: 'Fleet',
    summary: 'The status of each vehicle of a fleet',
    deprecated: true,
    query: { ...profileQuery, ...paging },
    response: collection('status', FleetStatus),
    read: readFleetStatuses,
  },
  {
    operationId: 'getFleetMantenanceList',
    path: `${fleet}/maintenances`,
    of: 'fleet',
    tag: 'Fleet',
    summary: 'The next maintenance of each vehicle of a fleet',
    deprecated: true,
    query: { ...profileQuery, ...paging },
    response: collection('maintenances', FleetMaintenance),
    read: readFleetMaintenances,
  },
  {
    operationId: 'getFleetVehicleStatus',
    path: `${vehicle}/status`,
    of: 'vehicle',
    tag: 'Vehicles',
    summary: 'The newest value of everything, each with its own time',
    query: { ...profileQuery, extension: statusExtension },
    response: FleetStatus,
    isOfState: true,
    read: readStatus,
  },
  {
    operationId: 'getTelemetry',
    path: `${vehicle}/telemetry`,
    of: 'vehicle',
    tag: 'Vehicles',
    summary: 'The history of the vehicle, oldest first',
    query: { ...profileQuery, ...pagingQuery(telemetryPageMax), ...telemetryQuery(telemetryTypes.b2b) },
    shows: ['telemetry'],
    response: collection('telemetries', FleetTelemetry),
    exports: telemetryExports,
    read: readTelemetry,
  },
  ...incidentOperations,
  ...stolenOperations,
  ...tripOperations,
  ...fleetEpisodeOperations,
  ...callbackOperations,
  ...monitorOperations,
  ...remoteOperations,
];

/** Every operation of it that changes something. */
export const b2bWrites: readonly Write[] = [...callbackWrites, ...monitorWrites, ...remoteWrites];
