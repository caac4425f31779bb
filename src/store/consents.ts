import type { Database } from './database.ts';

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

/** Notes a consent; scopes that were allowed before stay allowed. */
export async function addConsent(
  database: Database,
  between: Between,
  { scopes, at }: { scopes: readonly string[]; at: Date },
): Promise<void> {
  const all = [...new Set([...(await findConsent(database, between)), ...scopes])];
  await database.query
    .insertInto('consents')
    .values({
      user_id: between.userId,
      application_id: between.applicationId,
      scopes: all,
      granted_at: at,
      since: at,
    })
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'application_id']).doUpdateSet({ scopes: all, granted_at: at }),
    )
    .execute();
}
