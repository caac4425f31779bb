import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** Who allowed whom: ids of the tables. */
type Between = { userId: number; applicationId: number };

/** What a user allowed an application; nothing where there was no consent, or it was withdrawn. */
export async function findConsent({ query }: Database, between: Between): Promise<string[]> {
  const row = await query
    .selectFrom('consents')
    .select('scopes')
    .where('user_id', '=', between.userId)
    .where('application_id', '=', between.applicationId)
    .executeTakeFirst();
  return row?.scopes ?? [];
}

/**
 * Whether there is a consent at this moment; who is withdrawing it right now is waited for. Who withdraws after that
 * finds all that was there before.
 */
export async function isConsentThere({ query }: Database, between: Between): Promise<boolean> {
  const row = await query
    .selectFrom('consents')
    .select('granted_at')
    .where('user_id', '=', between.userId)
    .where('application_id', '=', between.applicationId)
    .forKeyShare()
    .executeTakeFirst();
  return row !== undefined;
}

/** Notes a consent; scopes that were allowed before, and not withdrawn meanwhile, stay allowed. */
export async function addConsent(
  { query }: Database,
  between: Between,
  { scopes, at }: { scopes: readonly string[]; at: Date },
): Promise<void> {
  const given = [...new Set(scopes)];
  await query
    .insertInto('consents')
    .values({
      user_id: between.userId,
      application_id: between.applicationId,
      scopes: given,
      granted_at: at,
      since: at,
    })
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'application_id']).doUpdateSet({
        scopes: sql<string[]>`consents.scopes || array(
          select s from unnest(excluded.scopes) s where s <> all(consents.scopes))`,
        granted_at: at,
      }),
    )
    .execute();
}
