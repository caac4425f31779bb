import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { serviceScopesOf } from '../vehicles/services.ts';

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

/** A user as the authorization server knows them. */
export type Account = {
  userId: number;
  publicId: string;
  email: string;
  passwordHash: string;
  firstName: string | null;
  lastName: string | null;
  updatedAt: Date;
};

/** By the id outside; ids that cannot be are nobody's. */
export async function findAccountByPublicId(database: Database, publicId: string) {
  return accounts(database).where('public_id', '=', publicId).executeTakeFirst();
}

export async function findAccountById(database: Database, userId: number) {
  return accounts(database).where('id', '=', userId).executeTakeFirst();
}

/** By the address, whose capitals do not matter. */
export async function findAccountByEmail(database: Database, email: string) {
  // PostgreSQL takes no zero characters.
  if (/\p{Cc}/u.test(email)) return undefined;
  return accounts(database).where(sql`lower(email)`, '=', sql`lower(${email})`).executeTakeFirst();
}

function accounts({ query }: Database) {
  return query
    .selectFrom('users')
    .select(['id as userId', 'public_id as publicId', 'email', 'password_hash as passwordHash'])
    .select(['first_name as firstName', 'last_name as lastName', 'updated_at as updatedAt']);
}

/** A vehicle of a user with the data scopes of its active services. */
export async function listOwnedVehicles({ query }: Database, userId: number) {
  return query
    .selectFrom('user_vehicles as u')
    .innerJoin('vehicles as v', 'v.id', 'u.vehicle_id')
    .select(['u.vehicle_id as vehicleId', 'u.public_id as id', 'v.vin', 'v.brand', 'v.label'])
    .select(serviceScopesOf('u.vehicle_id').as('services'))
    .where('u.user_id', '=', userId)
    .orderBy('u.created_at')
    .orderBy('u.public_id')
    .execute();
}
