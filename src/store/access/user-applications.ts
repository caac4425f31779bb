import { sql } from 'kysely';
import { type Database, inTransaction } from '../database.ts';
import { dropSubscriptions } from '../monitors/subscriptions.ts';

/** An application that may see data of a user. */
export type UserApplication = {
  clientId: string;
  name: string;
  isFirstParty: boolean;
  scopes: string[];
  /** Since when without a break. */
  since: Date;
};

/**
 * The applications that a user allowed something, that have a token of the user's, or that are told of the user's
 * vehicles through a callback they made with one, by name.
 */
export async function listUserApplications(
  { query }: Database,
  userId: number,
  now: number,
): Promise<UserApplication[]> {
  const at = new Date(now);
  const { rows } = await sql<UserApplication>`
    with allowed as (
      select application_id, scopes, since from consents where user_id = ${userId}
      union all
      select application_id, scopes, created_at from access_tokens where user_id = ${userId} and expires_at > ${at}
      union all
      select application_id, '{}', created_at from oauth_items
       where user_id = ${userId} and kind = 'RefreshToken' and expires_at > ${at}
      union all
      select a.id, array(select unnest(m.scopes) from monitors m where m.callback_id = c.id), c.created_at
        from callbacks c join applications a on a.client_id = c.client_id where c.user_id = ${userId}
    ), summed as (
      select application_id, min(since) as since,
          (select coalesce(array_agg(distinct s order by s), '{}') from allowed o, unnest(o.scopes) s
            where o.application_id = allowed.application_id) as scopes
        from allowed group by application_id
    )
    select a.client_id as "clientId", a.name, a.is_first_party as "isFirstParty", s.scopes, s.since
      from summed s join applications a on a.id = s.application_id order by lower(a.name), a.id`.execute(
    query,
  );
  return rows;
}

/**
 * Takes back all that a user allowed an application: its consent, grants, codes, tokens and callbacks, in this order:
 * who makes a grant looks for the consent after it, who makes a token holds its grant, so that none is left of what is
 * gone.
 */
export async function withdrawFrom(database: Database, userId: number, clientId: string): Promise<void> {
  await inTransaction(database, async ({ query: transaction }) => {
    const application = await transaction
      .selectFrom('applications')
      .select('id')
      .where('client_id', '=', clientId)
      .executeTakeFirst();
    if (!application) return;
    for (const table of ['consents', 'oauth_items', 'access_tokens'] as const)
      await transaction
        .deleteFrom(table)
        .where('user_id', '=', userId)
        .where('application_id', '=', application.id)
        .execute();
    // After the tokens: who makes a callback holds those.
    await dropSubscriptions({ query: transaction }, { clientId, userId });
  });
}

/**
 * Ends all tokens, codes and grants of a user's applications, and the sessions that gave them; what was allowed stays.
 * In this order for the same reason.
 */
export async function endTokens({ query }: Database, userId: number): Promise<void> {
  for (const table of ['oauth_items', 'access_tokens'] as const)
    await query.deleteFrom(table).where('user_id', '=', userId).execute();
}
