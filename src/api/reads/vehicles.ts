import { ownedVehicle } from '../../auth/fleets.ts';
import { listUserVehicles } from '../../store/people/users.ts';
import { type CallCenter, listCallCenters } from '../../store/vehicles/call-centers.ts';
import { countFleetVehicles, type FleetVehicleRow, listFleetVehicles } from '../../store/vehicles/fleets.ts';
import { findVehicle } from '../../store/vehicles/vehicles.ts';
import { presentCapabilities, presentFleetVehicle, presentVehicle } from '../present/vehicle.ts';
import type { Ask, FleetAsk, UserAsk, VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import { filtersFrom, keysetPage, pageOf } from '../shared/lists/page-of.ts';
import { placeInFleet, placeOfUser } from '../shared/lists/places.ts';
import { connectionsOf, connectionsOfSeen } from './connections.ts';

type One = { extension?: string[]; country?: string };

/** The vehicles of the user. */
export async function readUserVehicles(ask: UserAsk): Promise<object> {
  const { context, user, query } = ask;
  const all = await listUserVehicles(context.database, user.userId);
  // Clients expect 404 of an account without vehicles, and an empty list of a filter that matches none.
  if (all.length === 0) throw new ApiError('notFound', 'the account has no vehicles');
  const callCenters = await callCentersFor(ask);
  const connections = await connectionsFor(ask);
  return pageOf(ask, {
    self: context.links().b2c.vehicles,
    key: 'vehicles',
    filters: filtersFrom(query, ['vinPrefix', 'extension', 'country']),
    items: ({ vinPrefix: [prefix = ''] = [] }) =>
      all.filter(({ vin }) => vin.startsWith(prefix.toUpperCase())),
    present(row, { extension, country: [country = ''] = [] }) {
      const extensions = new Set(extension);
      const connection = extensions.has('connection') ? connections.get(row.publicId) : undefined;
      const label = askedLabel(row, extensions);
      const beside = { extensions, callCenter: callCenters.get(country), connection, label };
      return presentVehicle(row, beside, placeOfUser(context, row));
    },
  });
}

/** By the id of the vehicle. A page token may ask for them as well as the query. */
async function connectionsFor({ context, user, query }: UserAsk): Promise<ReadonlyMap<string, object>> {
  const { extension, pageToken } = query as One & { pageToken?: string };
  if (!extension?.includes('connection') && pageToken === undefined) return new Map();
  const owned = [...user.vehicles.values()];
  const found = owned.map((one) => ({
    owned: one,
    at: placeOfUser(context, one),
    profile: 'endUser' as const,
  }));
  const connections = await connectionsOf(context, found);
  return new Map(owned.map(({ publicId, vehicleId }) => [publicId, connections.get(vehicleId) ?? {}]));
}

function fleetConnections({ context, fleet }: FleetAsk, rows: readonly FleetVehicleRow[]) {
  const found = rows.map((row) => ({
    owned: ownedVehicle(row),
    at: placeInFleet(fleet, row),
    profile: fleet.profile,
  }));
  return connectionsOf(context, found);
}

/** The vehicles of a fleet. */
export async function readFleetVehicles(ask: FleetAsk): Promise<object> {
  const { context, fleet, query } = ask;
  const vehiclesOf = ({ vinPrefix: [vinPrefix = ''] = [] }) => ({ fleetId: fleet.fleetId, vinPrefix });
  return keysetPage(ask, {
    self: fleet.links.of('vehicles'),
    key: 'vehicles',
    filters: filtersFrom(query, ['vinPrefix', 'extension']),
    count: (filters) => countFleetVehicles(context.database, vehiclesOf(filters)),
    read: (slice, filters) => listFleetVehicles(context.database, vehiclesOf(filters), slice),
    keyOf: ({ vehicleId }) => [0, String(vehicleId)],
    async present(rows, { extension }) {
      const extensions = new Set(extension);
      const connections = extensions.has('connection') ? await fleetConnections(ask, rows) : undefined;
      return rows.map((row) => {
        const connection = connections?.get(row.vehicleId);
        const beside = { extensions, connection, label: askedLabel(row, extensions) };
        return presentFleetVehicle(row, beside, placeInFleet(fleet, row));
      });
    },
  });
}

/** One vehicle. */
export async function readVehicle(ask: VehicleAsk<One>): Promise<object> {
  const { context, query, vehicle } = ask;
  const row = await findVehicle(context.database, vehicle.vin);
  if (!row) throw new ApiError('noVehicle');
  const callCenter = (await callCentersFor(ask)).get(query.country ?? '');
  const extensions = new Set(query.extension);
  const connections = extensions.has('connection') ? await connectionsOfSeen(context, [vehicle]) : undefined;
  const connection = connections?.get(vehicle.vehicleId);
  const beside = { extensions, callCenter, connection, label: askedLabel(row, extensions) };
  return presentVehicle({ ...row, publicId: vehicle.publicId }, beside, vehicle.at);
}

/** `extension=label`: the lists of fleets have labels in no other way. */
function askedLabel(
  { label }: { label: string | null },
  extensions: ReadonlySet<string>,
): string | undefined {
  return extensions.has('label') ? (label ?? undefined) : undefined;
}

/** What a vehicle can do, by its VIN and whoever owns it: asked before somebody is enrolled. */
export async function readCapabilities({ context, params, query }: Ask<One>): Promise<object> {
  const { vin = '' } = params;
  const row = /^\w+$/.test(vin) ? await findVehicle(context.database, vin.toUpperCase()) : undefined;
  if (!row) throw new ApiError('noVehicle');
  return presentCapabilities(row, new Set(query.extension));
}

/** Where to call when a vehicle is stolen, by country: for applications with the right to know. */
export async function callCentersFor({ context, caller }: Ask<object>): Promise<Map<string, CallCenter>> {
  return caller.access?.seesCallCenters ? listCallCenters(context.database) : new Map();
}
