import { sql } from 'kysely';
import { hashPassword } from '../../lib/secrets.ts';
import { type Database, inTransaction } from '../database.ts';
import { endSignIns } from '../people/passwords.ts';
import { checkedEmail, checkedPassword, EnrolmentError } from '../vehicles/enrolment.ts';
import { beginsWith, is, type Listing, listing } from './listing.ts';

/** A user as the operator sees them. */
export type RegisteredUser = {
  userId: number;
  /** Outside. */
  id: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  vehicles: number;
  applications: number;
  createdAt: Date;
  updatedAt: Date;
};

export type UserFilter = Partial<Record<'emailPrefix' | 'email' | 'id', string>>;

export function listUsers(database: Database, filter: UserFilter): Listing<RegisteredUser> {
  return listing<RegisteredUser>(database, {
    columns: sql`u.id as "userId", u.public_id as id, u.email, u.first_name as "firstName", u.last_name as "lastName",
      (select count(*) from user_vehicles v where v.user_id = u.id) as vehicles,
      (select count(*) from consents c where c.user_id = u.id) as applications,
      u.created_at as "createdAt", u.updated_at as "updatedAt"`,
    from: sql`users u`,
    where: [
      beginsWith(sql`u.email`, filter.emailPrefix),
      filter.email === undefined ? undefined : sql`lower(u.email) = lower(${filter.email})`,
      is(sql`u.public_id`, filter.id),
    ],
    key: sql`u.id`,
    keyOf: ({ userId }) => userId,
  });
}

const one = { index: 0, limit: 1, anchor: { at: 'index' } } as const;

/** By id or address. */
export async function findRegisteredUser(database: Database, name: string) {
  const [found] = await listUsers(database, name.includes('@') ? { email: name } : { id: name }).read(one);
  return found;
}

/** Throws `EnrolmentError`. */
export async function getUser(database: Database, name: string): Promise<RegisteredUser> {
  const found = await findRegisteredUser(database, name);
  if (!found) throw new EnrolmentError(`email: there is no user ${name}`, 'missing');
  return found;
}

/** The vehicles of a user with the ids under which the API knows them. */
export function listVehiclesOfUser({ query }: Database, userId: number) {
  return query
    .selectFrom('user_vehicles as m')
    .innerJoin('vehicles as v', 'v.id', 'm.vehicle_id')
    .select(['m.public_id as id', 'v.vin'])
    .where('m.user_id', '=', userId)
    .orderBy('m.created_at')
    .limit(1000)
    .execute();
}

export type UserChange = {
  email?: string | undefined;
  password?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
};

/** Changes what is known of a user; an empty name takes it away, a new password ends where they are signed in. */
export async function changeUser(database: Database, userId: number, change: UserChange): Promise<void> {
  const columns = await columnsOf(change);
  await inTransaction(database, async (inside) => {
    if (columns.email !== undefined) await keepFree(inside, userId, columns.email);
    await inside.query
      .updateTable('users')
      .set({ ...columns, updated_at: sql`now()` })
      .where('id', '=', userId)
      .execute();
    if (columns.password_hash !== undefined) await endSignIns(inside, userId);
  });
}

/** What is left out stays. */
async function columnsOf({ email, password, firstName, lastName }: UserChange) {
  return {
    ...(email === undefined ? {} : { email: checkedEmail(email) }),
    ...(password === undefined ? {} : { password_hash: await hashPassword(checkedPassword(password)) }),
    ...(firstName === undefined ? {} : { first_name: firstName || null }),
    ...(lastName === undefined ? {} : { last_name: lastName || null }),
  };
}

async function keepFree({ query }: Database, userId: number, email: string): Promise<void> {
  const other = await query
    .selectFrom('users')
    .select('id')
    .where(sql`lower(email)`, '=', sql`lower(${email})`)
    .where('id', '<>', userId)
    .executeTakeFirst();
  if (other) throw new EnrolmentError(`email: ${email} is there already`, 'taken');
}

/** Removes a user with tokens, consents and sessions. The vehicles stay, and are nobody's. */
export async function removeUser({ query }: Database, userId: number): Promise<void> {
  await query.deleteFrom('users').where('id', '=', userId).execute();
}

/** Many at once, by their addresses in small letters. */
export async function findUsersByEmail({ query }: Database, emails: readonly string[]) {
  return query
    .selectFrom('users')
    .select(['id as userId', 'public_id as id'])
    .select(sql<string>`lower(email)`.as('email'))
    .where(sql<boolean>`lower(email) = any(${[...emails]}::text[])`)
    .execute();
}
