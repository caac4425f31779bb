import { hashSecret } from '../../lib/secrets.ts';
import type { Database } from '../database.ts';
import { markOf } from './passwords.ts';
import type { Account } from './users.ts';

/** Notes that somebody is signed in, until then or until the password changes. */
export async function addSession(
  { query }: Database,
  session: { token: string; account: Account; now: number; expiresAt: number },
): Promise<void> {
  const { token, account, now, expiresAt } = session;
  await query
    .insertInto('account_sessions')
    .values({
      token_hash: hashSecret(token),
      user_id: account.userId,
      password_mark: markOf(account.passwordHash),
      created_at: new Date(now),
      expires_at: new Date(expiresAt),
    })
    .execute();
}

/** Who is signed in under a token. */
export async function findSession(
  { query }: Database,
  token: string,
  now: number,
): Promise<Account | undefined> {
  const row = await query
    .selectFrom('account_sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .select(['u.id as userId', 'u.public_id as publicId', 'u.email', 'u.password_hash as passwordHash'])
    .select(['u.first_name as firstName', 'u.last_name as lastName', 'u.updated_at as updatedAt'])
    .select('s.password_mark as passwordMark')
    .where('s.token_hash', '=', hashSecret(token))
    .where('s.expires_at', '>', new Date(now))
    .executeTakeFirst();
  if (!row) return undefined;
  const { passwordMark, ...account } = row;
  return passwordMark.equals(markOf(account.passwordHash)) ? account : undefined;
}

export async function removeSession({ query }: Database, token: string): Promise<void> {
  await query.deleteFrom('account_sessions').where('token_hash', '=', hashSecret(token)).execute();
}

export async function trimSessions({ query }: Database, now: number): Promise<void> {
  await query.deleteFrom('account_sessions').where('expires_at', '<', new Date(now)).execute();
}
