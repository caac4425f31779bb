import { hashSecret, newSecret } from '../../lib/secrets.ts';
import type { Database } from '../database.ts';
import { EnrolmentError } from '../vehicles/enrolment.ts';

/** Ways in which an application can come by tokens. */
export const grantTypes = ['authorization_code', 'refresh_token', 'password'] as const;
export type GrantType = (typeof grantTypes)[number];

/** An application as the authorization server sees it. */
export type Application = {
  applicationId: number;
  clientId: string;
  name: string;
  redirectUris: string[];
  /** What it may ask for, beside who the user is. */
  scopes: string[];
  grants: string[];
  isFirstParty: boolean;
  /** Has no secret: PKCE is in its place. */
  isPublic: boolean;
  secretHash: Buffer;
  previousSecretHash: Buffer | null;
  previousSecretUntil: Date | null;
  /** Seconds that its access tokens live; null: what the settings say. */
  accessTokenS: number | null;
};

export async function findApplicationByClientId(
  { query }: Database,
  clientId: string,
): Promise<Application | undefined> {
  return query
    .selectFrom('applications')
    .select(['id as applicationId', 'client_id as clientId', 'name', 'redirect_uris as redirectUris'])
    .select(['scopes', 'grants', 'is_first_party as isFirstParty', 'secret_hash as secretHash'])
    .select(['previous_secret_hash as previousSecretHash', 'previous_secret_until as previousSecretUntil'])
    .select(['access_token_s as accessTokenS', 'is_public as isPublic'])
    .where('client_id', '=', clientId)
    .executeTakeFirst();
}

/** Gives an application a new secret, shown here only; the one before stays good until then. */
export async function renewApplicationSecret(
  { query }: Database,
  clientId: string,
  previousUntil: Date,
): Promise<string> {
  const secret = newSecret();
  const { numUpdatedRows } = await query
    .updateTable('applications')
    .set(({ ref }) => ({
      previous_secret_hash: ref('secret_hash'),
      previous_secret_until: previousUntil,
      secret_hash: hashSecret(secret),
    }))
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw new EnrolmentError(`client-id: there is no application ${clientId}`, 'missing');
  return secret;
}
