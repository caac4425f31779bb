import type { Database } from './database.ts';

/** A user, without the password. */
export async function findUser({ query }: Database, userId: number) {
  return query
    .selectFrom('users')
    .select([
      'email',
      'first_name as firstName',
      'last_name as lastName',
      'created_at as createdAt',
      'updated_at as updatedAt',
    ])
    .where('id', '=', userId)
    .executeTakeFirst();
}

/** The vehicles of a user, in the order in which they were added. */
export async function listUserVehicles({ query }: Database, userId: number) {
  return query
    .selectFrom('user_vehicles as u')
    .innerJoin('vehicles as v', 'v.id', 'u.vehicle_id')
    .select([
      'u.public_id as publicId',
      'v.vin',
      'v.motorization',
      'v.brand',
      'v.label',
      'v.pictures',
      'v.capabilities',
      'v.created_at as createdAt',
      'v.updated_at as updatedAt',
    ])
    .where('u.user_id', '=', userId)
    .orderBy('u.created_at')
    .orderBy('u.public_id')
    .execute();
}

/** Whether somebody knows a vehicle by this id. */
export async function isVehicleId({ query }: Database, publicId: string): Promise<boolean> {
  const row = await query
    .selectFrom('user_vehicles')
    .select('user_id')
    .where('public_id', '=', publicId)
    .executeTakeFirst();
  return row !== undefined;
}
