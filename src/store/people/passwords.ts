import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, inTransaction } from '../database.ts';

/** A user with the hash of the password that was asked for. */
export type Checked = { userId: number; passwordHash: string };

/** What a sign-in keeps of the password that opened it, so that it ends with that: a hash of its hash. */
export function markOf(passwordHash: string): Buffer {
  return createHash('sha256').update(passwordHash).digest();
}

/**
 * Whether the user has this password at this moment; who is changing it right now is waited for. Who changes it after
 * that finds all that was there before, and waits for the transaction in which this was asked.
 */
export async function isPasswordStill(
  { query }: Pick<Database, 'query'>,
  { userId, passwordHash }: Checked,
): Promise<boolean> {
  const row = await query
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .where('password_hash', '=', passwordHash)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Puts another password in the place of the one that was asked for, and ends where the user is signed in. Gives false,
 * and changes nothing, where that one is not theirs any more.
 */
export async function replacePassword(
  database: Database,
  checked: Checked,
  passwordHash: string,
): Promise<boolean> {
  return inTransaction(database, async (inside) => {
    const { numUpdatedRows } = await inside.query
      .updateTable('users')
      .set({ password_hash: passwordHash, updated_at: sql`now()` })
      .where('id', '=', checked.userId)
      .where('password_hash', '=', checked.passwordHash)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await endSignIns(inside, checked.userId);
    return true;
  });
}

/**
 * Ends where a user is signed in at the authorization server. What is signing in at this moment has the mark of the
 * password that is no more.
 */
export async function endSignIns({ query }: Pick<Database, 'query'>, userId: number): Promise<void> {
  await query
    .deleteFrom('oauth_items')
    .where('user_id', '=', userId)
    .where('kind', 'in', ['Session', 'SessionUid'])
    .execute();
}
