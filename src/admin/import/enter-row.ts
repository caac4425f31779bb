import type { Database } from '../../store/database.ts';
import { addToFleet } from '../../store/enrol-fleets.ts';
import { addVehicle, linkVehicle } from '../../store/enrolment.ts';
import { findRegisteredFleet, type RegisteredFleet } from '../../store/registry/fleets.ts';
import { findRegisteredUser, type RegisteredUser } from '../../store/registry/users.ts';
import {
  changeVehicle,
  findRegisteredVehicle,
  listHolders,
  type RegisteredVehicle,
} from '../../store/registry/vehicles.ts';
import { findVehicle, setCapabilities } from '../../store/vehicles.ts';
import { vehicle } from '../vehicle-subjects.ts';
import type { Fault, VehicleRow } from './check-row.ts';

/** What a row did. `before` and `after` are what is noted of it. */
export type Entered =
  | { outcome: 'created'; secret: string; after: object }
  | { outcome: 'updated'; before: object; after: object }
  | { outcome: 'unchanged' }
  | { outcome: 'refused'; fault: Fault };

/** Enters the vehicle of a row, or changes what the row says otherwise. Doing it again changes nothing. */
export async function enterRow(database: Database, row: VehicleRow): Promise<Entered> {
  const named = await findNamed(database, row);
  if ('fault' in named) return { outcome: 'refused', fault: named.fault };
  const { known } = named;
  const before = await look(database, row.vin);
  if (!known) {
    const secret = await addNew(database, row);
    await changeRest(database, row, { ...named, known: await findRegisteredVehicle(database, row.vin) });
    return { outcome: 'created', secret, after: (await look(database, row.vin)) ?? {} };
  }
  await changeKnown(database, known, row);
  await changeRest(database, row, named);
  const after = await look(database, row.vin);
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  return isSame ? { outcome: 'unchanged' } : { outcome: 'updated', before: before ?? {}, after: after ?? {} };
}

/** What a row names, as far as it is there. */
type Named = {
  known: RegisteredVehicle | undefined;
  user: RegisteredUser | undefined;
  fleet: RegisteredFleet | undefined;
};

async function findNamed(database: Database, row: VehicleRow): Promise<Named | { fault: Fault }> {
  const { vin, owner, fleet: id, motorization } = row;
  const user = owner === undefined ? undefined : await findRegisteredUser(database, owner);
  if (owner !== undefined && !user) return faultOf('owner', owner, 'a user who is there');
  const fleet = id === undefined ? undefined : await findRegisteredFleet(database, id);
  if (id !== undefined && !fleet) return faultOf('fleet', id, 'a fleet that is there');
  const known = await findRegisteredVehicle(database, vin);
  if (!known && motorization === undefined)
    return faultOf('motorization', '', 'what drives a vehicle that is new');
  return { known, user, fleet };
}

const faultOf = (field: string, value: string, expected: string) => ({ fault: { field, value, expected } });

/** Capabilities, owner and fleet. */
async function changeRest(database: Database, row: VehicleRow, { known, user, fleet }: Named): Promise<void> {
  if (!known) return;
  await setOwn(database, known, row);
  const { users, fleets } = await listHolders(database, known.vehicleId);
  if (user && users.every(({ id }) => id !== user.id))
    await linkVehicle(database, user.userId, known.vehicleId);
  if (fleet && fleets.every(({ id }) => id !== fleet.id))
    await addToFleet(database, fleet.id, known.vehicleId);
}

/** A vehicle with who has it, by their ids. */
async function look(database: Database, vin: string): Promise<object | undefined> {
  const found = await findRegisteredVehicle(database, vin);
  if (!found) return undefined;
  const { users, fleets } = await listHolders(database, found.vehicleId);
  return {
    ...(await vehicle.look(database, vin)),
    users: users.map(({ id }) => id),
    fleets: fleets.map(({ id }) => id),
  };
}

async function addNew(database: Database, row: VehicleRow): Promise<string> {
  const { vin, motorization = 'Thermic', brand, label, pictures, generation } = row;
  const { secret } = await addVehicle(database, { vin, motorization, brand, label, pictures, generation });
  return secret;
}

const plain = ['motorization', 'generation', 'brand', 'label', 'pictures'] as const;

async function changeKnown(database: Database, known: RegisteredVehicle, row: VehicleRow): Promise<void> {
  const changed = plain.filter(
    (name) => row[name] !== undefined && JSON.stringify(row[name]) !== JSON.stringify(known[name]),
  );
  if (changed.length === 0) return;
  await changeVehicle(database, known.vin, Object.fromEntries(changed.map((name) => [name, row[name]])));
}

async function setOwn(
  database: Database,
  { vehicleId, vin }: RegisteredVehicle,
  { data, remote }: VehicleRow,
): Promise<void> {
  if (!data && !remote) return;
  const found = await findVehicle(database, vin);
  const own = JSON.parse(found?.capabilities ?? '{}') as object;
  const wanted = { ...own, ...(data ? { data } : {}), ...(remote ? { remote } : {}) };
  if (JSON.stringify(wanted) !== JSON.stringify(own)) await setCapabilities(database, vehicleId, wanted);
}
