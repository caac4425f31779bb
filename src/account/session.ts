import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { newSecret } from '../lib/secrets.ts';
import { keyOf } from '../store/access/oauth-keys.ts';
import { addSession, findSession, removeSession } from '../store/people/account-sessions.ts';
import type { Account } from '../store/people/users.ts';
import { type AccountContext, isHttps, rootOf } from './context.ts';

/** Nobody stays signed in for longer. */
const sessionMs = 12 * 3_600_000;

const cookieName = 'roadwire_account';

/**
 * The token of a browser: an opaque cookie. Once somebody has signed in with it, it opens the account; before that it
 * only ties forms to the browser that they were shown in.
 */
export function tokenOf(cookies = ''): string | undefined {
  return new RegExp(`(?:^|; *)${cookieName}=([\\w-]{32})(?:;|$)`).exec(cookies)?.[1];
}

/** The header that gives a browser a token, or takes it away. */
export function cookieFor(context: AccountContext, token: string | undefined): string {
  const age = token === undefined ? 0 : sessionMs / 1000;
  const secure = isHttps(context) ? '; Secure' : '';
  return `${cookieName}=${token ?? ''}; Path=${rootOf(context)}; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
}

/** Signs somebody in; the token is another than the browser had before, which somebody else might know. */
export async function openSession({ api }: AccountContext, account: Account): Promise<string> {
  const token = newSecret();
  const now = api.clock.now();
  await addSession(api.database, { token, account, now, expiresAt: now + sessionMs });
  return token;
}

/** Who is signed in with a token. */
export function whoIs({ api }: AccountContext, token: string): Promise<Account | undefined> {
  return findSession(api.database, token, api.clock.now());
}

export function closeSession({ api }: AccountContext, token: string): Promise<void> {
  return removeSession(api.database, token);
}

/** A form has to come from a page that this browser was shown: other sites cannot read it, nor guess this. */
export async function proofOf({ api }: AccountContext, token: string): Promise<string> {
  const key = await keyOf(api.database, 'account-forms', async () => randomBytes(32).toString('base64url'));
  return createHmac('sha256', key).update(token).digest('base64url');
}

export function isProof(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
