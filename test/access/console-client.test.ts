import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantableScopes } from '../../src/auth/scopes.ts';
import { consoleClientId, consoleRedirects } from '../../src/oauth/console-client.ts';
import { linkVehicle } from '../../src/store/vehicles/enrolment.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { type Browser, createBrowser } from '../support/people/browser.ts';
import {
  type App,
  addPerson,
  addUnlinked,
  authorizeUrl,
  type Person,
  signIn,
} from '../support/people/oauth.ts';

const dayMs = 86_400_000;
const scope = grantableScopes.join(' ');

let cloud: TestCloud;
let person: Person;
let app: App;
beforeAll(async () => {
  cloud = await startTestCloud({ ROADWIRE_PASSWORD_GRANT: 'true' });
  person = await addPerson(cloud);
  const { vehicleId } = await addUnlinked(cloud);
  await linkVehicle(cloud.database, person.userId, vehicleId);
  const redirectUri = `${cloud.baseUrl}/console/signed-in`;
  app = { applicationId: 0, clientId: consoleClientId, clientSecret: '', redirectUri };
});
afterAll(() => cloud.stop());

function newProof() {
  const verifier = randomBytes(32).toString('base64url');
  const code_challenge = createHash('sha256').update(verifier).digest('base64url');
  return { verifier, challenge: { code_challenge, code_challenge_method: 'S256' } };
}

/** Signed in, and everything allowed; the answer is the address of the console that the code comes to. */
async function codeFor(browser: Browser, asked: Record<string, string>): Promise<URL> {
  let page = await signIn(browser, authorizeUrl(cloud, app, { scope, ...asked }), person);
  for (const step of ['/services', '/consent'])
    if (page.url.endsWith(step)) page = await browser.submit(page, step);
  return new URL(page.url);
}

/** Without a secret, as a page in a browser does. */
async function ask(form: Record<string, string>, path = '/access_token') {
  const body = new URLSearchParams({ client_id: app.clientId, ...form });
  const response = await fetch(`${cloud.baseUrl}/am/oauth2${path}`, { method: 'POST', body });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

async function signedIn() {
  const browser = createBrowser(cloud.baseUrl);
  const { verifier, challenge } = newProof();
  const code = (await codeFor(browser, challenge)).searchParams.get('code') ?? '';
  const form = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri };
  const { body } = await ask({ ...form, code_verifier: verifier });
  return { browser, tokens: body as { access_token: string; refresh_token: string; scope: string } };
}

const silently = async (browser: Browser) =>
  new URL(
    (await browser.open(authorizeUrl(cloud, app, { scope, prompt: 'none', ...newProof().challenge }))).url,
  );

const readsVehicles = (token: string) =>
  cloud.get('/user/vehicles', { token, clientId: consoleClientId }).then(({ status }) => status);

describe('the application of the console', () => {
  it('gets tokens for a code and its verifier, without a secret, that open everything', async () => {
    const { tokens } = await signedIn();
    expect(tokens.scope.split(' ')).toEqual(expect.arrayContaining([...grantableScopes]));
    expect(await readsVehicles(tokens.access_token)).toBe(200);
  });

  it('may be where the form of the pages ends', async () => {
    const page = await createBrowser(cloud.baseUrl).open(
      authorizeUrl(cloud, app, { scope, ...newProof().challenge }),
    );
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain(`form-action 'self' ${new URL(app.redirectUri).origin}`);
  });

  it('is signed in again without a question while the browser is signed in', async () => {
    const { browser } = await signedIn();
    const back = await silently(browser);
    expect(back.pathname).toBe('/console/signed-in');
    expect(back.searchParams.get('code')).toHaveLength(36);
  });

  it('is told that somebody has to sign in where nobody is', async () => {
    const back = await silently(createBrowser(cloud.baseUrl));
    expect(back.searchParams.get('error')).toBe('login_required');
  });

  it('signs the browser out with its token, and only of whom it is', async () => {
    const { browser, tokens } = await signedIn();
    const signOut = (token: string) =>
      fetch(`${cloud.baseUrl}/am/oauth2/sign-out`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, cookie: cookieOf(browser) },
      });
    const driver = await cloud.addDriver();
    expect((await signOut(driver.token)).status).toBe(401);
    expect((await silently(browser)).searchParams.get('error')).toBeNull();
    expect((await signOut(tokens.access_token)).status).toBe(204);
    expect((await silently(browser)).searchParams.get('error')).toBe('login_required');
  });

  it('refreshes without a secret; the refresh token is another each time, and one used long ago ends them all', async () => {
    const { tokens } = await signedIn();
    const refresh = (refresh_token: string) => ask({ grant_type: 'refresh_token', refresh_token });
    const fresh = await refresh(tokens.refresh_token);
    expect(fresh.status).toBe(200);
    expect(fresh.body.refresh_token).not.toBe(tokens.refresh_token);
    cloud.clock.advance(3_600_000);
    expect((await refresh(tokens.refresh_token)).body).toMatchObject({ error: 'invalid_grant' });
    expect((await refresh(fresh.body.refresh_token)).body).toMatchObject({ error: 'invalid_grant' });
  });

  it('revokes its own tokens', async () => {
    const { tokens } = await signedIn();
    expect((await ask({ token: tokens.refresh_token }, '/token/revoke')).status).toBe(200);
    const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    expect((await ask(form)).body).toMatchObject({ error: 'invalid_grant' });
    await eventually(
      'the token opens nothing',
      async () => (await readsVehicles(tokens.access_token)) === 401,
    );
  });
});

describe('who is not the console', () => {
  it.each([
    ['no challenge', {}],
    [
      'a challenge that is its own verifier',
      { code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' },
    ],
  ])('gets no code with %s', async (_name, asked) => {
    const page = await createBrowser(cloud.baseUrl).open(authorizeUrl(cloud, app, { scope, ...asked }));
    expect(new URL(page.url).searchParams.get('error')).toBe('invalid_request');
  });

  it.each([
    ['no verifier', {}],
    ['another verifier', { code_verifier: 'b'.repeat(43) }],
    ['another verifier and a made-up secret', { code_verifier: 'b'.repeat(43), client_secret: 'secret' }],
  ])('gets no tokens for a code that was seen on its way: %s', async (_name, added) => {
    const back = await codeFor(createBrowser(cloud.baseUrl), newProof().challenge);
    const code = back.searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri };
    const { status, body } = await ask({ ...form, ...added });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body.access_token).toBeUndefined();
  });

  it.each([
    'https://evil.example/console/signed-in',
    'http://127.0.0.1:1/console/signed-in',
    'http://localhost/console/signed-in',
    'HOME/console/signed-in/',
    'HOME/console/signed-in?next=1',
    'HOME/docs',
  ])('is not sent to %s', async (given) => {
    const redirect_uri = given.replace('HOME', cloud.baseUrl);
    const url = authorizeUrl(cloud, app, { scope, redirect_uri, ...newProof().challenge });
    const page = await createBrowser(cloud.baseUrl).open(url);
    expect(page.status).toBe(400);
    expect(page.url).toBe(url);
  });

  it('gets no tokens for a password', async () => {
    const form = { grant_type: 'password', username: person.email, password: person.password };
    const { status, body } = await ask(form);
    expect(status).toBe(400);
    expect(body.error_description).toBe('requested grant type is not allowed for this client');
  });

  it('finds a refresh token of a console that was closed good for a day only', async () => {
    await signedIn();
    const { expires_at } = await cloud.database.query
      .selectFrom('oauth_items')
      .select('expires_at')
      .where('kind', '=', 'RefreshToken')
      .orderBy('expires_at', 'desc')
      .executeTakeFirstOrThrow();
    expect(expires_at.getTime()).toBeLessThanOrEqual(cloud.clock.now() + dayMs);
  });
});

describe('where the console takes its codes', () => {
  it('is below the address under which the world reaches it', () => {
    expect(consoleRedirects('https://cars.example/roadwire')).toEqual([
      'https://cars.example/roadwire/console/signed-in',
    ]);
  });

  it('is each name of the same machine, on its port alone', () => {
    expect(consoleRedirects('http://127.0.0.1:8080')).toEqual([
      'http://127.0.0.1:8080/console/signed-in',
      'http://localhost:8080/console/signed-in',
      'http://[::1]:8080/console/signed-in',
    ]);
  });
});

/** What the browser sends to the authorization server. */
function cookieOf({ cookies }: Browser): string {
  return [...cookies.values()].map((line) => line.split(';')[0]).join('; ');
}
