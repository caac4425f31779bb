import { sql } from 'kysely';
import { newPublicId } from '../../lib/secrets.ts';
import { type Database, inTransaction } from '../database.ts';
import { EnrolmentError, type Motorization } from '../vehicles/enrolment.ts';
import { getVehicleId } from '../vehicles/vehicles.ts';
import { beginsWith, contains, is, type Listing, listing } from './listing.ts';

/** A vehicle as the operator sees it: who it is, not what it told. */
export type RegisteredVehicle = {
  vehicleId: number;
  vin: string;
  motorization: string;
  generation: number | null;
  brand: string | null;
  label: string | null;
  pictures: string[] | null;
  presence: string | null;
  presenceSince: Date | null;
  users: number;
  fleets: number;
  createdAt: Date;
  updatedAt: Date;
};

export type VehicleFilter = Partial<
  Record<'vinPrefix' | 'vin' | 'label' | 'motorization' | 'email' | 'fleet', string>
>;

/** By VIN; `label` is a part of it, `email` the owner's, `fleet` the id of one. */
export function listRegisteredVehicles(
  database: Database,
  filter: VehicleFilter,
): Listing<RegisteredVehicle> {
  const { email, fleet } = filter;
  return listing<RegisteredVehicle>(database, {
    columns: sql`v.id as "vehicleId", v.vin, v.motorization, v.generation, v.brand, v.label, v.pictures,
      p.reason as presence, p.changed_at as "presenceSince",
      (select count(*) from user_vehicles u where u.vehicle_id = v.id) as users,
      (select count(*) from fleet_vehicles m where m.vehicle_id = v.id) as fleets,
      v.created_at as "createdAt", v.updated_at as "updatedAt"`,
    from: sql`vehicles v left join vehicle_presence p on p.vehicle_id = v.id`,
    where: [
      beginsWith(sql`v.vin`, filter.vinPrefix),
      is(sql`v.vin`, filter.vin),
      contains(sql`v.label`, filter.label),
      is(sql`v.motorization`, filter.motorization),
      email === undefined
        ? undefined
        : sql`exists (select from user_vehicles u join users o on o.id = u.user_id
            where u.vehicle_id = v.id and lower(o.email) = lower(${email}))`,
      fleet === undefined
        ? undefined
        : sql`exists (select from fleet_vehicles m join fleets f on f.id = m.fleet_id
            where m.vehicle_id = v.id and f.public_id = ${fleet})`,
    ],
    key: sql`v.vin`,
    keyOf: ({ vin }) => vin,
  });
}

const one = { index: 0, limit: 1, anchor: { at: 'index' } } as const;

export async function findRegisteredVehicle(database: Database, vin: string) {
  const [found] = await listRegisteredVehicles(database, { vin: vin.toUpperCase() }).read(one);
  return found;
}

/** Who has the vehicle, and which fleets it is in, with its id at each; the first hundred. */
export async function listHolders({ query }: Database, vehicleId: number) {
  const users = await query
    .selectFrom('user_vehicles as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['u.public_id as id', 'u.email', 'm.public_id as vehicleId'])
    .where('m.vehicle_id', '=', vehicleId)
    .orderBy('m.created_at')
    .limit(100)
    .execute();
  const fleets = await query
    .selectFrom('fleet_vehicles as m')
    .innerJoin('fleets as f', 'f.id', 'm.fleet_id')
    .innerJoin('partners as p', 'p.id', 'f.partner_id')
    .select(['f.public_id as id', 'f.name', 'p.login as partner', 'm.public_id as vehicleId'])
    .where('m.vehicle_id', '=', vehicleId)
    .orderBy('m.created_at')
    .limit(100)
    .execute();
  return { users, fleets };
}

/** A vehicle with everything that is said of it, and the ids of who has it. */
export type KnownVehicle = {
  vehicleId: number;
  vin: string;
  motorization: string;
  generation: number | null;
  brand: string | null;
  label: string | null;
  pictures: string[] | null;
  /** JSON of what differs from its motorization. */
  capabilities: string | null;
  users: string[];
  fleets: string[];
};

/** Many at once; those that are not there are left out. */
export async function findKnownVehicles(
  { query }: Database,
  vins: readonly string[],
): Promise<KnownVehicle[]> {
  const { rows } = await sql<KnownVehicle>`
    select v.id as "vehicleId", v.vin, v.motorization, v.generation, v.brand, v.label, v.pictures, v.capabilities,
      array(select u.public_id from user_vehicles m join users u on u.id = m.user_id
        where m.vehicle_id = v.id order by u.id) as users,
      array(select f.public_id from fleet_vehicles m join fleets f on f.id = m.fleet_id
        where m.vehicle_id = v.id order by f.id) as fleets
    from vehicles v where v.vin = any(${[...vins]}::text[])`.execute(query);
  return rows;
}

export type VehicleChange = {
  motorization?: Motorization | undefined;
  generation?: number | undefined;
  brand?: string | undefined;
  label?: string | undefined;
  pictures?: string[] | undefined;
};

/** Changes what is said of a vehicle; an empty text takes it away. Throws `EnrolmentError`. */
export async function changeVehicle(database: Database, vin: string, change: VehicleChange): Promise<void> {
  const { motorization, generation, brand, label, pictures } = change;
  const vehicleId = await getVehicleId(database, vin);
  await database.query
    .updateTable('vehicles')
    .set({
      ...(motorization === undefined ? {} : { motorization }),
      ...(generation === undefined ? {} : { generation }),
      ...(brand === undefined ? {} : { brand: brand || null }),
      ...(label === undefined ? {} : { label: label || null }),
      ...(pictures === undefined ? {} : { pictures: pictures.length > 0 ? pictures : null }),
      updated_at: sql`now()`,
    })
    .where('id', '=', vehicleId)
    .execute();
}

/**
 * Removes a vehicle with status, trips and the like, services, secrets, its places in fleets and with users; its
 * history is deleted after that (`account/erasure`), which the receipt is of. Throws `EnrolmentError`.
 */
export async function removeVehicle(database: Database, vin: string, now: number) {
  return inTransaction(database, async (inside) => {
    const vehicleId = await getVehicleId(inside, vin);
    const { users, fleets } = (await findRegisteredVehicle(inside, vin)) ?? { users: 0, fleets: 0 };
    const receipt = newPublicId();
    await inside.query
      .insertInto('erasures')
      .values({ id: receipt, asked_at: new Date(now), finished_at: null })
      .execute();
    await inside.query
      .insertInto('erasure_vehicles')
      .values({ vehicle_id: vehicleId, erasure_id: receipt })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await inside.query.deleteFrom('vehicles').where('id', '=', vehicleId).execute();
    return { users, fleets, receipt };
  });
}

/** The vehicle is one of the user's no more. Throws `EnrolmentError`. */
export async function unlinkVehicle(
  { query }: Database,
  userId: number,
  vehicle: { vehicleId: number; vin: string },
): Promise<void> {
  const { numDeletedRows } = await query
    .deleteFrom('user_vehicles')
    .where('user_id', '=', userId)
    .where('vehicle_id', '=', vehicle.vehicleId)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new EnrolmentError(`vin: ${vehicle.vin} is none of the user`, 'missing');
}
