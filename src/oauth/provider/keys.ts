import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { JWK } from 'oidc-provider';
import { keyOf } from '../../store/access/oauth-keys.ts';
import type { Database } from '../../store/database.ts';

/** What signs id tokens, cookies and forms. */
export type OauthKeys = { idTokens: JWK; cookies: string; forms: string };

/** The keys of this database, made when they are first asked for. */
export async function readKeys(database: Database): Promise<OauthKeys> {
  return {
    idTokens: JSON.parse(await keyOf(database, 'id-tokens', newSigningKey)) as JWK,
    cookies: await keyOf(database, 'cookies', newSecretKey),
    forms: await keyOf(database, 'forms', newSecretKey),
  };
}

async function newSigningKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const kid = randomBytes(8).toString('hex');
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' });
}

async function newSecretKey(): Promise<string> {
  return randomBytes(32).toString('base64url');
}
