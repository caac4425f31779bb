import type { Database } from '../../store/database.ts';
import { changeVehicle, type KnownVehicle, type VehicleChange } from '../../store/registry/vehicles.ts';
import { addToFleet } from '../../store/vehicles/enrol-fleets.ts';
import { addVehicle, linkVehicle } from '../../store/vehicles/enrolment.ts';
import { setCapabilities } from '../../store/vehicles/vehicles.ts';
import { shown } from '../shown.ts';
import type { Fault, VehicleRow } from './check-row.ts';
import type { Register } from './register.ts';

/** What a row did. `before` and `after` are what is noted of it. */
export type Entered =
  | { outcome: 'created'; secret: string; after: object }
  | { outcome: 'updated'; before: object; after: object }
  | { outcome: 'unchanged' }
  | { outcome: 'refused'; fault: Fault };

/** What a row says otherwise than it is. */
type Difference = {
  plain: VehicleChange;
  /** All of its own, where that changes. */
  capabilities?: object;
  /** Number of a user who is to have it. */
  userId?: number;
  /** Id of a fleet that is to have it. */
  fleet?: string;
};

/** Enters the vehicle of a row, or changes what the row says otherwise. Doing it again changes nothing. */
export async function enterRow(database: Database, row: VehicleRow, register: Register): Promise<Entered> {
  const known = register.vehicle(row.vin);
  const fault = faultOf(row, register);
  if (fault) return { outcome: 'refused', fault };
  const difference = differenceOf(row, known, register);
  if (known && Object.values(difference).every(isNothing)) return { outcome: 'unchanged' };
  const added = known ? undefined : await addNew(database, row);
  const vehicleId = known?.vehicleId ?? added?.vehicleId ?? 0;
  await apply(database, { vin: row.vin, vehicleId, isNew: added !== undefined }, difference);
  const after = present(await register.renew(row.vin));
  return added
    ? { outcome: 'created', secret: added.secret, after }
    : { outcome: 'updated', before: present(known), after };
}

/** What the row names and is not there. */
function faultOf({ vin, owner, fleet, motorization }: VehicleRow, register: Register): Fault | undefined {
  if (owner !== undefined && !register.user(owner))
    return { field: 'owner', value: owner, expected: 'a user who is there' };
  if (fleet !== undefined && !register.hasFleet(fleet))
    return { field: 'fleet', value: fleet, expected: 'a fleet that is there' };
  if (motorization === undefined && !register.vehicle(vin))
    return { field: 'motorization', value: '', expected: 'what drives a vehicle that is new' };
  return undefined;
}

const plain = ['motorization', 'generation', 'brand', 'label', 'pictures'] as const;
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const isNothing = (value: unknown) => value === undefined || isSame(value, {});

function differenceOf(row: VehicleRow, known: KnownVehicle | undefined, register: Register): Difference {
  const changed = plain.filter((name) => row[name] !== undefined && !isSame(row[name], known?.[name]));
  const user = row.owner === undefined ? undefined : register.user(row.owner);
  const isTheirs = user && known?.users.includes(user.id);
  const isInside = row.fleet !== undefined && known?.fleets.includes(row.fleet);
  return {
    plain: Object.fromEntries(changed.map((name) => [name, row[name]])),
    ...ownCapabilities(row, known),
    ...(user && !isTheirs ? { userId: user.userId } : {}),
    ...(row.fleet !== undefined && !isInside ? { fleet: row.fleet } : {}),
  };
}

function ownCapabilities({ data, remote }: VehicleRow, known: KnownVehicle | undefined) {
  const own = JSON.parse(known?.capabilities ?? '{}') as object;
  const wanted = { ...own, ...(data ? { data } : {}), ...(remote ? { remote } : {}) };
  return isSame(wanted, own) ? {} : { capabilities: wanted };
}

async function addNew(database: Database, row: VehicleRow) {
  const { vin, motorization = 'Thermic', brand, label, pictures, generation } = row;
  return addVehicle(database, { vin, motorization, brand, label, pictures, generation });
}

type Target = { vin: string; vehicleId: number; isNew: boolean };

async function apply(database: Database, target: Target, difference: Difference): Promise<void> {
  const { vin, vehicleId, isNew } = target;
  const { plain: said, capabilities, userId, fleet } = difference;
  if (!isNew && Object.keys(said).length > 0) await changeVehicle(database, vin, said);
  if (capabilities) await setCapabilities(database, vehicleId, capabilities);
  if (userId !== undefined) await linkVehicle(database, userId, vehicleId);
  if (fleet !== undefined) await addToFleet(database, fleet, vehicleId);
}

/** As it is noted. */
function present(known: KnownVehicle | undefined): object {
  if (!known) return {};
  const { vehicleId: _, capabilities, ...rest } = known;
  return shown({ ...rest, capabilities: capabilities && JSON.parse(capabilities) });
}
