import { readFileSync } from 'node:fs';
import { importPKCS8, SignJWT } from 'jose';
import { type Dispatcher, request } from 'undici';

/** What is read of the file of a service account. */
export type ServiceAccount = {
  project_id: string;
  client_email: string;
  private_key: string;
  private_key_id?: string;
  token_uri: string;
};

/** Reads the file of a service account; throws an error that says what is wrong with it, and none of what is in it. */
export function readServiceAccount(path: string): ServiceAccount {
  const text = readFileSync(path, 'utf8');
  const account = parsed(text) as Partial<ServiceAccount> | undefined;
  const needed = ['project_id', 'client_email', 'private_key', 'token_uri'] as const;
  const missing = needed.filter((name) => typeof account?.[name] !== 'string');
  if (missing.length > 0) throw new Error(`no service account of Firebase: ${missing.join(', ')} is missing`);
  return account as ServiceAccount;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Gives access tokens for Firebase Cloud Messaging, of which one serves for as long as it is good. */
export type Tokens = {
  get(signal: AbortSignal): Promise<string>;
  /** The one given last is good no more. */
  forget(): void;
};

const scope = 'https://www.googleapis.com/auth/firebase.messaging';
const lifeS = 3600;
/** A token is renewed so long before it ends. */
const spareMs = 60_000;

/** The exchange of a signed assertion for a token is OAuth 2 (RFC 7523). */
export function createTokens(account: ServiceAccount, dispatcher: Dispatcher): Tokens {
  let held: { token: string; until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(signal: AbortSignal): Promise<string> {
    const key = await importPKCS8(account.private_key, 'RS256');
    const assertion = await new SignJWT({ scope })
      .setProtectedHeader({
        alg: 'RS256',
        typ: 'JWT',
        ...(account.private_key_id ? { kid: account.private_key_id } : {}),
      })
      .setIssuer(account.client_email)
      .setAudience(account.token_uri)
      .setIssuedAt()
      .setExpirationTime(`${lifeS}s`)
      .sign(key);
    const { statusCode, body } = await request(account.token_uri, {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion,
      }).toString(),
      signal,
    });
    const answer = (await body.json().catch(() => undefined)) as
      | { access_token?: string; expires_in?: number }
      | undefined;
    if (statusCode !== 200 || !answer?.access_token)
      throw Object.assign(new Error('no token'), { code: `no access token (${statusCode})` });
    held = {
      token: answer.access_token,
      until: performance.now() + (answer.expires_in ?? lifeS) * 1000 - spareMs,
    };
    return held.token;
  }

  return {
    async get(signal) {
      if (held && held.until > performance.now()) return held.token;
      asking ??= ask(signal).finally(() => {
        asking = undefined;
      });
      return asking;
    },
    forget() {
      held = undefined;
    },
  };
}
