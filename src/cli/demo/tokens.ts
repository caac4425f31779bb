import { randomBytes } from 'node:crypto';
import { grantableScopes } from '../../auth/scopes.ts';
import type { Log } from '../../lib/log.ts';
import { findApplicationByClientId } from '../../store/access/applications.ts';
import type { Database } from '../../store/database.ts';
import { findAccountByEmail } from '../../store/people/users.ts';
import { changeApplication } from '../../store/registry/applications.ts';
import { mintToken } from '../../store/vehicles/enrolment.ts';
import type { DemoFile } from './create-world.ts';
import { createVisitor, formOf, type VisitedPage } from './visitor.ts';

/** Where the Roadwire of the demo is: `worldUrl` as the world says, `ownUrl` as this machine reaches it. */
type Place = { worldUrl: string; ownUrl: string };

type EndUser = DemoFile['endUser'];
type Tokens = Pick<EndUser, 'accessToken' | 'refreshToken'>;

/** Of whom the tokens are; those of the start before, if there was one. */
type SignedOut = Omit<EndUser, keyof Tokens> & Partial<Tokens>;

type Deps = { database: Database; log: Log; now: number };

/** Days that a token in demo.json is good. */
const tokenDays = 30;

/**
 * Tokens for the file of the demo, come by as every application does. Where that cannot be done here, such as with TLS,
 * whose certificate is not for this address, or after the user has changed the password, the token stays the one that it
 * was; where there was none it is made without asking anybody.
 */
export async function demoTokens(place: Place, user: SignedOut, deps: Deps): Promise<Tokens> {
  const { database, log } = deps;
  try {
    if (user.refreshToken === undefined)
      await changeApplication(database, user.clientId, { accessTokenS: tokenDays * 86_400 });
    return await askFor(place, user);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warn(
      { reason },
      'the user of the demo could not sign in by itself: demo.json has a token without that',
    );
    const { accessToken = await mint(user, deps), refreshToken } = user;
    return { accessToken, ...(refreshToken === undefined ? {} : { refreshToken }) };
  }
}

async function mint({ email, clientId }: SignedOut, { database, now }: Deps): Promise<string> {
  const account = await findAccountByEmail(database, email);
  const application = await findApplicationByClientId(database, clientId);
  if (!account || !application) throw new Error('the user or the application of the demo is gone');
  const { userId } = account;
  const { applicationId } = application;
  return mintToken(database, { userId, applicationId, scopes: grantableScopes, days: tokenDays }, now);
}

const base = '/am/oauth2';

/**
 * With the refresh token of the last start; where that is good no more, by the journey of the user: sign in, allow
 * everything, and a code for tokens. Throws where there is no way in.
 */
async function askFor(place: Place, user: SignedOut): Promise<Tokens> {
  const { refreshToken, redirectUri } = user;
  if (refreshToken !== undefined) {
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const refreshed = await askTokens(place, user, form);
    if (refreshed) return refreshed;
  }
  const code = await signInForCode(place, user);
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
  const tokens = await askTokens(place, user, form);
  if (!tokens) throw new Error('the code of the demo user was not taken');
  return tokens;
}

/** What the user is asked on the way, in this order; what needs no answer is left out. */
const steps = ['sign-in', 'services', 'consent'];

async function signInForCode(place: Place, user: SignedOut): Promise<string> {
  const { clientId, redirectUri, email, password } = user;
  const state = randomBytes(16).toString('hex');
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: ['openid', ...grantableScopes].join(' '),
    state,
  });
  const visitor = createVisitor(place);
  let page: VisitedPage = await visitor.open(`${place.worldUrl}${base}/authorize?${query}`);
  for (const step of steps)
    if (formOf(page, step))
      page = await visitor.submit(page, step, step === 'sign-in' ? { email, password } : {});
  if (!page.url.startsWith(redirectUri)) throw new Error(`the demo user got no further than ${pathOf(page)}`);
  const { searchParams } = new URL(page.url);
  if (searchParams.get('state') !== state) throw new Error('the code is of somebody else');
  return searchParams.get('code') ?? '';
}

/** Of the last part alone: what is before it is of this journey only. */
function pathOf({ url }: VisitedPage): string {
  return new URL(url).pathname.split('/').at(-1) ?? '';
}

/** Undefined where code or refresh token are not taken. */
async function askTokens(
  { ownUrl }: Place,
  { clientId, clientSecret }: SignedOut,
  form: Record<string, string>,
): Promise<Tokens | undefined> {
  const response = await fetch(`${ownUrl}${base}/access_token`, {
    method: 'POST',
    signal: AbortSignal.timeout(10_000),
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams(form),
  });
  if (!response.ok) return undefined;
  const { access_token, refresh_token } = (await response.json()) as Record<string, string>;
  return access_token && refresh_token
    ? { accessToken: access_token, refreshToken: refresh_token }
    : undefined;
}
