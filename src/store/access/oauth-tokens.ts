import { sql } from 'kysely';
import { hashSecret } from '../../lib/secrets.ts';
import type { Database } from '../database.ts';

/** An access token as the authorization server made it. */
export type GrantedToken = {
  token: string;
  /** The user's public id. */
  userId: string;
  clientId: string;
  grantId: string | undefined;
  /** The grant types that led to it. */
  howGranted: string | undefined;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date;
};

/**
 * Keeps an access token by its hash. Its grant is held meanwhile: who withdraws that finds the token. Gives false
 * where the grant is gone. Throws where the user or the application is.
 */
export async function saveToken({ query }: Database, token: GrantedToken): Promise<boolean> {
  const { rows } = await sql`
    insert into access_tokens
      (token_hash, application_id, user_id, scopes, grant_id, how_granted, created_at, expires_at)
    select ${hashSecret(token.token)}, (select id from applications where client_id = ${token.clientId}),
        (select id from users where public_id = ${token.userId}), ${token.scopes}::text[],
        ${token.grantId ?? null}::text, ${token.howGranted ?? null}::text, ${token.createdAt}::timestamptz,
        ${token.expiresAt}::timestamptz
      from (select from oauth_items where kind = 'Grant' and grant_id = ${token.grantId ?? null}::text
        for key share) g
    returning 1`.execute(query);
  return rows.length > 0;
}

export async function findToken({ query }: Database, token: string): Promise<GrantedToken | undefined> {
  const row = await query
    .selectFrom('access_tokens as t')
    .innerJoin('applications as a', 'a.id', 't.application_id')
    .innerJoin('users as u', 'u.id', 't.user_id')
    .select(['u.public_id as userId', 'a.client_id as clientId', 't.grant_id', 't.how_granted', 't.scopes'])
    .select(['t.created_at as createdAt', 't.expires_at as expiresAt'])
    .where('t.token_hash', '=', hashSecret(token))
    .executeTakeFirst();
  if (!row) return undefined;
  const { grant_id: grantId, how_granted: howGranted, ...rest } = row;
  return { ...rest, token, grantId: grantId ?? undefined, howGranted: howGranted ?? undefined };
}

export async function removeToken({ query }: Database, token: string): Promise<void> {
  await query.deleteFrom('access_tokens').where('token_hash', '=', hashSecret(token)).execute();
}

export async function removeTokensOfGrant({ query }: Database, grantId: string): Promise<void> {
  await query.deleteFrom('access_tokens').where('grant_id', '=', grantId).execute();
}
