import { sql } from 'kysely';
import { hashPassword, newSecret } from '../../lib/secrets.ts';
import { type Database, inTransaction } from '../database.ts';
import { EnrolmentError } from '../vehicles/enrolment.ts';
import { saveCommandChange } from './audit.ts';

/** What an administrator may do, from least to most: each role includes those before it. */
export const roles = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

export type NewAdministrator = { name: string; password: string; role: Role };

const passwordMin = 10;

/** Enters somebody who can sign in. Throws `EnrolmentError`. */
export async function addAdministrator({ query }: Database, given: NewAdministrator): Promise<void> {
  const row = await query
    .insertInto('administrators')
    .values({
      name: checkedName(given.name),
      password_hash: await hashChecked(given.password),
      role: given.role,
    })
    .onConflict((conflict) => conflict.expression(sql`lower(name)`).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new EnrolmentError(`name: ${given.name} is there already`, 'taken');
}

/** Where there is no administrator yet, the first one; the password is shown here only. Leaves a note. */
export async function addFirstAdministrator(database: Database, now: number) {
  const [name, password] = ['admin', newSecret()];
  const passwordHash = await hashPassword(password);
  return inTransaction(database, async (inside) => {
    const { rows } = await sql`
      insert into administrators (name, password_hash, role)
      select ${name}, ${passwordHash}, 'admin' where not exists (select from administrators)
      on conflict do nothing returning id`.execute(inside.query);
    if (rows.length === 0) return undefined;
    await saveCommandChange(inside, {
      at: now,
      operation: 'addFirstAdministrator',
      subjectKind: 'administrator',
      subject: name,
      after: { name, role: 'admin', password: 'changed' },
    });
    return { name, password };
  });
}

/** Whether somebody can sign in. */
export async function hasAdministrators({ query }: Database): Promise<boolean> {
  return (await query.selectFrom('administrators').select('id').limit(1).execute()).length > 0;
}

export async function listAdministrators({ query }: Database) {
  return query
    .selectFrom('administrators')
    .select(['name', 'role', 'created_at as createdAt', 'updated_at as updatedAt'])
    .orderBy(sql`lower(name)`)
    .execute();
}

/** By the name, whose capitals do not matter; with the hash of the password. */
export async function findAdministrator({ query }: Database, name: string) {
  // PostgreSQL takes no zero characters.
  if (/\p{Cc}/u.test(name)) return undefined;
  return query
    .selectFrom('administrators')
    .select(['id as administratorId', 'name', 'role', 'password_hash as passwordHash'])
    .select(['created_at as createdAt', 'updated_at as updatedAt'])
    .where(sql`lower(name)`, '=', sql`lower(${name})`)
    .executeTakeFirst();
}

/**
 * Whether an administrator has this password at this moment; who changes it after that waits for the transaction in
 * which this was asked, and finds what was done in it.
 */
export async function isPasswordStillOf(
  { query }: Database,
  { administratorId, passwordHash }: { administratorId: number; passwordHash: string },
): Promise<boolean> {
  const row = await query
    .selectFrom('administrators')
    .select('id')
    .where('id', '=', administratorId)
    .where('password_hash', '=', passwordHash)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Changes role or password, which ends the sessions. Throws `EnrolmentError`. */
export async function changeAdministrator(
  database: Database,
  name: string,
  { role, password }: { role?: Role | undefined; password?: string | undefined },
): Promise<void> {
  const hash = password === undefined ? undefined : await hashChecked(password);
  await inTransaction(database, async (inside) => {
    const { administratorId } = await getAdministrator(inside, name);
    if (role !== undefined && role !== 'admin') await keepAnAdmin(inside, administratorId);
    await inside.query
      .updateTable('administrators')
      .set({ ...(role ? { role } : {}), ...(hash ? { password_hash: hash } : {}), updated_at: sql`now()` })
      .where('id', '=', administratorId)
      .execute();
    if (hash)
      await inside.query
        .deleteFrom('admin_sessions')
        .where('administrator_id', '=', administratorId)
        .execute();
  });
}

/** The sessions go along. Throws `EnrolmentError`. */
export async function removeAdministrator(database: Database, name: string): Promise<void> {
  await inTransaction(database, async (inside) => {
    const { administratorId } = await getAdministrator(inside, name);
    await keepAnAdmin(inside, administratorId);
    await inside.query.deleteFrom('administrators').where('id', '=', administratorId).execute();
  });
}

async function getAdministrator(database: Database, name: string) {
  const found = await findAdministrator(database, name);
  if (!found) throw new EnrolmentError(`name: there is no administrator ${name}`, 'missing');
  return found;
}

/** Somebody has to be able to change everything; two who go at the same time wait for each other. */
async function keepAnAdmin({ query }: Database, leaving: number): Promise<void> {
  const admins = await query
    .selectFrom('administrators')
    .select('id')
    .where('role', '=', 'admin')
    .orderBy('id')
    .forUpdate()
    .execute();
  if (admins.every(({ id }) => id === leaving) && admins.length > 0)
    throw new EnrolmentError('name: the last administrator with the role admin has to stay', 'taken');
}

function checkedName(name: string): string {
  if (/^[\w.@-]{1,64}$/.test(name)) return name;
  throw new EnrolmentError(`name: ${name}, expected 1 to 64 letters, digits, dots, dashes or @`);
}

async function hashChecked(password: string): Promise<string> {
  if (password.length < passwordMin || password.length > 1000)
    throw new EnrolmentError(`password: expected ${passwordMin} to 1000 characters`);
  return hashPassword(password);
}
