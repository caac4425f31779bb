import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** A vehicle as its owner sees it in the account. */
export type AccountVehicle = {
  vehicleId: number;
  publicId: string;
  vin: string;
  brand: string | null;
  label: string | null;
  linkedAt: Date;
  /** Names of the fleets that it is in, too. */
  fleets: string[];
  /** Whether somebody else has it in an account of theirs, too. */
  isShared: boolean;
};

/** The vehicles of a user, in the order in which they were added. */
export async function listAccountVehicles({ query }: Database, userId: number): Promise<AccountVehicle[]> {
  return query
    .selectFrom('user_vehicles as u')
    .innerJoin('vehicles as v', 'v.id', 'u.vehicle_id')
    .select(['u.vehicle_id as vehicleId', 'u.public_id as publicId', 'v.vin', 'v.brand', 'v.label'])
    .select('u.created_at as linkedAt')
    .select([
      sql<string[]>`array(select f.name from fleet_vehicles m join fleets f on f.id = m.fleet_id
        where m.vehicle_id = u.vehicle_id order by f.name)`.as('fleets'),
      sql<boolean>`exists (select from user_vehicles o
        where o.vehicle_id = u.vehicle_id and o.user_id <> u.user_id)`.as('isShared'),
    ])
    .where('u.user_id', '=', userId)
    .orderBy('u.created_at')
    .orderBy('u.public_id')
    .execute();
}

/** Ends that a vehicle is one of a user's; its data stays. */
export async function unlinkVehicle({ query }: Database, userId: number, publicId: string): Promise<void> {
  await query
    .deleteFrom('user_vehicles')
    .where('user_id', '=', userId)
    .where('public_id', '=', publicId)
    .execute();
}

export async function isVehicleOf({ query }: Database, userId: number, vehicleId: number): Promise<boolean> {
  const row = await query
    .selectFrom('user_vehicles')
    .select('vehicle_id')
    .where('user_id', '=', userId)
    .where('vehicle_id', '=', vehicleId)
    .executeTakeFirst();
  return row !== undefined;
}
