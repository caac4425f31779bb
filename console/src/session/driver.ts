import { createAsk, errorOf } from '../api/ask.ts';
import { createEndUserFace } from '../api/face.ts';
import { ProblemError, problemOf } from '../api/problem.ts';
import { reach } from '../api/reach.ts';
import { consoleRoot, serverRoot } from '../api/server-root.ts';
import { keepCredentials } from './keep-credentials.ts';
import type { SignedIn } from './role.ts';

const oauth = `${serverRoot}/am/oauth2`;
const redirectPath = `${consoleRoot}/signed-in`;
/** Of the operator's own applications: everything that a user can grant. */
const scope = 'openid profile email';
const place = 'roadwire.sign-in';

/** What has to outlive the way to the sign-in page and back. */
type Underway = { state: string; verifier: string; backTo: string; isSilent: boolean };

export type Tokens = { accessToken: string; refreshToken?: string };

/** Leaves for the sign-in page; with `isSilent` it comes back at once, signed in or not. */
export async function leaveToSignIn(
  clientId: string,
  { backTo, isSilent, language }: { backTo: string; isSilent: boolean; language: string },
): Promise<void> {
  const underway: Underway = { state: randomText(), verifier: randomText(), backTo, isSilent };
  sessionStorage.setItem(place, JSON.stringify(underway));
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: `${location.origin}${redirectPath}`,
    scope,
    state: underway.state,
    code_challenge: await challengeOf(underway.verifier),
    code_challenge_method: 'S256',
    locale: language,
    ...(isSilent ? { prompt: 'none' } : {}),
  });
  location.assign(`${oauth}/authorize?${query}`);
}

export type CameBack = { backTo: string } & ({ tokens: Tokens } | { error: string; isSilent: boolean });

/** What the sign-in page sent the browser back with; undefined where it does not come from there. */
export async function comeBack(clientId: string): Promise<CameBack | undefined> {
  if (location.pathname !== redirectPath) return undefined;
  const kept = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  const query = new URLSearchParams(location.search);
  const underway = kept === null ? undefined : (JSON.parse(kept) as Underway);
  const backTo = underway?.backTo ?? `${consoleRoot}/`;
  history.replaceState(null, '', backTo);
  if (!underway || query.get('state') !== underway.state)
    return { backTo, error: 'state', isSilent: underway?.isSilent ?? true };
  const code = query.get('code');
  if (code === null) return { backTo, error: query.get('error') ?? 'unknown', isSilent: underway.isSilent };
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: `${location.origin}${redirectPath}`,
    code_verifier: underway.verifier,
  };
  return { backTo, tokens: await askTokens(clientId, form) };
}

async function askTokens(clientId: string, form: Record<string, string>): Promise<Tokens> {
  const body = new URLSearchParams({ client_id: clientId, ...form });
  const response = await reach(`${oauth}/access_token`, { method: 'POST', body });
  if (!response.ok) throw new ProblemError(response.status, await errorOf(response));
  const given = (await response.json()) as { access_token: string; refresh_token?: string };
  const refreshToken = given.refresh_token;
  return { accessToken: given.access_token, ...(refreshToken === undefined ? {} : { refreshToken }) };
}

type DriverGiven = {
  /** Others in the place of those that are good no more. */
  renew(before: Tokens): Promise<Tokens | undefined>;
  signOut(tokens: Tokens): Promise<void>;
};

/** Who has signed in with these tokens. */
export function signedInDriver(clientId: string, tokens: Tokens): Promise<SignedIn> {
  return driverWith(clientId, tokens, {
    renew: ({ refreshToken }) => refresh(clientId, refreshToken),
    signOut: (last) => endSession(clientId, last),
  });
}

/** Undefined where the refresh token is good no more. */
async function refresh(clientId: string, refreshToken: string | undefined): Promise<Tokens | undefined> {
  if (refreshToken === undefined) return undefined;
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  return askTokens(clientId, form).catch((error: unknown) => {
    if (problemOf(error).isPassing) throw error;
    return undefined;
  });
}

/** A driver with these tokens. They are renewed when they are good no more, as long as that goes. */
export async function driverWith(
  clientId: string,
  tokens: Tokens,
  { renew, signOut }: DriverGiven,
): Promise<SignedIn> {
  const authorizationOf = ({ accessToken }: Tokens) => `Bearer ${accessToken}`;
  const { current, over, ofAsk } = keepCredentials({ secret: tokens, authorizationOf, renew });
  const credentials = { query: { client_id: clientId }, ...ofAsk };
  const face = createEndUserFace(createAsk({ root: '/connectedcar/v4', ...credentials }));
  const live = createAsk({ root: '/live/v1', ...credentials });
  const user = await face.user();
  const name = [user?.firstName, user?.lastName].filter(Boolean).join(' ') || (user?.email ?? '');
  return { role: 'driver', name, face, live, over, signOut: () => signOut(current()) };
}

/** Neither the tokens nor the browser's sign-in open anything any more. */
async function endSession(clientId: string, { accessToken, refreshToken }: Tokens): Promise<void> {
  const authorization = `Bearer ${accessToken}`;
  await fetch(`${oauth}/sign-out`, { method: 'POST', headers: { authorization } }).catch(ignore);
  const body = new URLSearchParams({ client_id: clientId, token: refreshToken ?? accessToken });
  await fetch(`${oauth}/token/revoke`, { method: 'POST', body }).catch(ignore);
}

/** Whoever signs out is signed out here also when the server does not answer. */
const ignore = () => undefined;

function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challengeOf(verifier: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
