import { Type } from 'typebox';
import { oneOf } from '../../model/schema.ts';
import type { Database } from '../../store/database.ts';
import { findRegisteredVehicle, listHolders, type RegisteredVehicle } from '../../store/registry/vehicles.ts';
import { motorizations } from '../../store/vehicles/enrolment.ts';
import { listServices } from '../../store/vehicles/services.ts';
import { findVehicle, findVehicleId } from '../../store/vehicles/vehicles.ts';
import type { Subject } from '../operation.ts';
import { Time, webAddress } from '../schemas.ts';
import { shown } from '../shown.ts';

export const Motorization = oneOf(motorizations);
export const Generation = Type.Integer({
  minimum: 1,
  maximum: 2,
  description: 'Of the hardware, 1 or 2: for your records; what a vehicle speaks is decided by its topic',
});
export const Pictures = Type.Array(Type.String({ pattern: webAddress, maxLength: 500 }), {
  maxItems: 20,
  description: 'http:// or https:// addresses',
});

export const Vehicle = Type.Object(
  {
    vin: Type.String(),
    motorization: Motorization,
    generation: Type.Optional(Generation),
    brand: Type.Optional(Type.String()),
    label: Type.Optional(Type.String()),
    pictures: Type.Optional(Type.Array(Type.String())),
    presence: Type.Optional(Type.String({ description: '`connected`, or why not; absent: never seen' })),
    presenceSince: Type.Optional(Time),
    users: Type.Integer({ description: 'How many have it' }),
    fleets: Type.Integer({ description: 'How many it is in' }),
    createdAt: Time,
    updatedAt: Time,
  },
  { $id: 'RegisteredVehicle' },
);

export function presentVehicle({ vehicleId: _, ...row }: RegisteredVehicle): Record<string, unknown> {
  return shown(row);
}

const Holder = {
  id: Type.String(),
  vehicleId: Type.String({ description: 'Of the vehicle in the API, there' }),
};

export const VehicleDetails = Type.Object(
  {
    ...Vehicle.properties,
    holders: Type.Object({
      users: Type.Array(Type.Object({ ...Holder, email: Type.String() })),
      fleets: Type.Array(Type.Object({ ...Holder, name: Type.String(), partner: Type.String() })),
    }),
  },
  { $id: 'VehicleDetails' },
);

/** A vehicle with who has it; undefined where there is none. */
export async function describeRegistered(database: Database, vin: string) {
  const found = await findRegisteredVehicle(database, vin);
  return found && { ...presentVehicle(found), holders: await listHolders(database, found.vehicleId) };
}

/** What is said of a vehicle, without what changes by itself. */
export const vehicle: Subject = {
  kind: 'vehicle',
  async look(database, vin) {
    const found = await findVehicle(database, vin);
    if (!found) return undefined;
    const { capabilities, ...rest } = found;
    return shown({ ...rest, capabilities: capabilities && JSON.parse(capabilities) });
  },
};

/** The services of a vehicle, by VIN. */
export const servicesOf: Subject = {
  kind: 'vehicle',
  async look(database, vin) {
    const vehicleId = await findVehicleId(database, vin);
    return vehicleId === undefined ? undefined : { services: await listServices(database, vehicleId) };
  },
};
