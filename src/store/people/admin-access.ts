import { hashSecret, newPublicId, newSecret } from '../../lib/secrets.ts';
import type { Database } from '../database.ts';
import { EnrolmentError } from '../vehicles/enrolment.ts';
import type { Role } from './administrators.ts';

/** Opens a session of an administrator; the token is shown here only. Sessions that are over go. */
export async function openSession(
  { query }: Database,
  session: { administratorId: number; address: string; now: number; lastsMs: number },
) {
  const [id, token] = [newPublicId().slice(0, 24), newSecret()];
  const [createdAt, expiresAt] = [new Date(session.now), new Date(session.now + session.lastsMs)];
  await query.deleteFrom('admin_sessions').where('expires_at', '<=', createdAt).execute();
  await query
    .insertInto('admin_sessions')
    .values({
      id,
      token_hash: hashSecret(token),
      administrator_id: session.administratorId,
      address: session.address,
      created_at: createdAt,
      expires_at: expiresAt,
    })
    .execute();
  return { id, token, expiresAt };
}

function sessions({ query }: Database, now: number) {
  return query
    .selectFrom('admin_sessions as s')
    .innerJoin('administrators as a', 'a.id', 's.administrator_id')
    .select(['s.id', 's.administrator_id as administratorId', 'a.name', 'a.role', 's.address'])
    .select(['s.created_at as createdAt', 's.expires_at as expiresAt'])
    .where('s.expires_at', '>', new Date(now));
}

/** Sessions that are open, the newest first. */
export async function listSessions(database: Database, now: number) {
  return sessions(database, now).orderBy('s.created_at', 'desc').orderBy('s.id').execute();
}

export async function findSession(database: Database, id: string, now: number) {
  return sessions(database, now).where('s.id', '=', id).executeTakeFirst();
}

export async function findSessionByToken(database: Database, token: string, now: number) {
  return sessions(database, now).where('s.token_hash', '=', hashSecret(token)).executeTakeFirst();
}

export async function closeSession({ query }: Database, id: string): Promise<void> {
  const { numDeletedRows } = await query.deleteFrom('admin_sessions').where('id', '=', id).executeTakeFirst();
  if (numDeletedRows === 0n) throw new EnrolmentError(`session: there is no session ${id}`, 'missing');
}

/** A long-lived token for a program; it is shown here only. */
export async function addAdminToken(
  { query }: Database,
  given: { name: string; role: Role; expiresAt?: Date | undefined },
): Promise<string> {
  const token = newSecret();
  const row = await query
    .insertInto('admin_tokens')
    .values({
      token_hash: hashSecret(token),
      name: given.name,
      role: given.role,
      expires_at: given.expiresAt ?? null,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new EnrolmentError(`name: ${given.name} is there already`, 'taken');
  return token;
}

function tokens({ query }: Database) {
  return query
    .selectFrom('admin_tokens')
    .select(['name', 'role', 'created_at as createdAt', 'expires_at as expiresAt']);
}

export async function listAdminTokens(database: Database) {
  return tokens(database).orderBy('name').execute();
}

export async function findAdminToken(database: Database, name: string) {
  return tokens(database).where('name', '=', name).executeTakeFirst();
}

/** One that is good now. */
export async function findAdminTokenBySecret(database: Database, token: string, now: number) {
  return tokens(database)
    .where('token_hash', '=', hashSecret(token))
    .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', new Date(now))]))
    .executeTakeFirst();
}

export async function removeAdminToken({ query }: Database, name: string): Promise<void> {
  const { numDeletedRows } = await query
    .deleteFrom('admin_tokens')
    .where('name', '=', name)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new EnrolmentError(`name: there is no token ${name}`, 'missing');
}
