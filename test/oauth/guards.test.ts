import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minuteMs } from '../support/clock.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { freePort } from '../support/free-port.ts';
import { createBrowser } from '../support/people/browser.ts';
import {
  type App,
  addApp,
  addOwner,
  askToken,
  authorizeUrl,
  signIn,
  tokensOf,
} from '../support/people/oauth.ts';

let cloud: TestCloud;
let app: App;
beforeAll(async () => {
  cloud = await startTestCloud();
  app = await addApp(cloud);
});
afterAll(() => cloud.stop());

const open = () => createBrowser(cloud.baseUrl);

describe('the pages', () => {
  it('take the language of the browser where the application names none', async () => {
    const browser = open();
    browser.headers['accept-language'] = 'de-DE, fr;q=0.8, en;q=0.5';
    expect((await browser.open(authorizeUrl(cloud, app))).text).toContain('<html lang="fr">');
    browser.headers['accept-language'] = 'de-DE';
    expect((await browser.open(authorizeUrl(cloud, app))).text).toContain('<html lang="en">');
  });

  it('run nothing, are framed by nobody and are kept nowhere', async () => {
    const browser = open();
    const { headers, text } = await browser.open(authorizeUrl(cloud, app));
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self' https://app.example; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(text).not.toMatch(/<script|style="| on\w+=/i);
    for (const cookie of browser.cookies.values()) expect(cookie).toMatch(/; samesite=lax; httponly/i);
  });

  it('take no answer mode that would need a script', async () => {
    for (const response_mode of ['form_post', 'fragment', 'nothing']) {
      const browser = open();
      await browser.open(authorizeUrl(cloud, app, { response_mode }));
      const { origin, searchParams } = new URL(browser.leftTo() ?? '');
      expect(origin).toBe('https://app.example');
      expect(searchParams.get('error')).toBe('unsupported_response_mode');
    }
    const page = await open().open(authorizeUrl(cloud, app, { response_mode: 'query' }));
    expect(page.title).toMatch('Sign in');
  });

  it('say what is not theirs as text', async () => {
    const evil = await addApp(cloud, { name: '<script>alert(1)</script>"' });
    const asked = { login_hint: '"><img src=x onerror=alert(1)>' };
    const { text } = await open().open(authorizeUrl(cloud, evil, asked));
    expect(text).not.toMatch(/<script|<img/);
    expect(text).toContain('&lt;script&gt;');
  });

  it('take forms only from themselves', async () => {
    const person = await addOwner(cloud);
    const browser = open();
    const page = await browser.open(authorizeUrl(cloud, app));
    const typed = { email: person.email, password: person.password };
    const forged = await browser.submit(page, '/sign-in', { ...typed, proof: 'forged' });
    expect(forged).toMatchObject({ status: 400, text: expect.stringContaining('another browser') });
    const stranger = open();
    expect((await stranger.submit(page, '/sign-in', typed)).status).toBe(400);
    expect((await browser.submit(page, '/sign-in', typed)).title).toMatch('asks for access');
  });

  it('stay on the host at which the user came', async () => {
    const person = await addOwner(cloud);
    const home = cloud.baseUrl.replace('127.0.0.1', 'localhost');
    const browser = createBrowser(home);
    const page = await signIn(browser, authorizeUrl(cloud, app).replace(cloud.baseUrl, home), person);
    expect(page.url).toMatch(home);
    await browser.submit(page, '/consent');
    expect(browser.leftTo()).toMatch('code=');
  });

  it('say so when the database is away', async () => {
    const other = await startTestCloud();
    const browser = createBrowser(other.baseUrl);
    const page = await browser.open(authorizeUrl(other, await addApp(other)));
    await other.database.pool.query('alter table users rename to gone');
    const failed = await browser.submit(page, '/sign-in', { email: 'a@test.example', password: 'b' });
    expect(failed).toMatchObject({ status: 503, title: expect.stringMatching('does not work') });
    await other.stop();
  });

  it('cannot be skipped', async () => {
    const browser = open();
    const page = await browser.open(authorizeUrl(cloud, app));
    for (const step of ['vehicle', 'services', 'consent'])
      expect((await browser.open(`${page.url}/${step}`)).title).toMatch('Sign in');
    const form = { action: `${new URL(page.url).pathname}/consent`, fields: page.forms[0]?.fields ?? [] };
    const skipped = await browser.submit({ ...page, forms: [form] }, '/consent');
    expect(skipped.title).toMatch('Sign in');
  });

  it('set cookies that need TLS where the world comes by TLS, and believe no other host', async () => {
    const port = await freePort();
    const far = await startTestCloud({
      ROADWIRE_PUBLIC_URL: 'https://cars.example/base',
      ROADWIRE_HTTP_PORT: String(port),
    });
    const { search } = new URL(authorizeUrl(far, await addApp(far)));
    const response = await fetch(`http://127.0.0.1:${port}/am/oauth2/authorize${search}`, {
      redirect: 'manual',
      headers: { 'x-forwarded-host': 'evil.example', accept: 'text/html' },
    });
    expect(response.headers.get('location')).toMatch(/^\/base\/am\/oauth2\/interaction\//);
    const cookies = response.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatch(/; secure/i);
    await far.stop();
  });
});

describe('signing in', () => {
  it('does not tell whether there is such an account', async () => {
    const person = await addOwner(cloud);
    const answers = [];
    for (const email of [person.email, 'nobody@test.example', 'a\0b@test.example']) {
      const browser = open();
      const page = await browser.open(authorizeUrl(cloud, app));
      const { status, text } = await browser.submit(page, '/sign-in', { email, password: 'wrong' });
      answers.push([status, /role="alert" id="fault">([^<]*)/.exec(text)?.[1]]);
    }
    expect(new Set(answers.map(String))).toEqual(
      new Set(['401,The email address or the password is wrong.']),
    );
  });

  it('is refused for a while after ten wrong passwords, also with the right one, whoever it is', async () => {
    const person = await addOwner(cloud);
    for (const email of [person.email, 'nobody@test.example']) {
      cloud.clock.advance(20 * minuteMs);
      const browser = open();
      const page = await browser.open(authorizeUrl(cloud, app));
      const wrong = { email, password: 'wrong' };
      const tries = await Promise.all(
        Array.from({ length: 12 }, () => browser.submit(page, '/sign-in', wrong)),
      );
      expect(tries.filter(({ status }) => status === 429)).toHaveLength(2);
      const right = await browser.submit(page, '/sign-in', { email, password: person.password });
      expect(right).toMatchObject({ status: 429, text: expect.stringContaining('Too many attempts') });
      expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    cloud.clock.advance(20 * minuteMs);
    expect((await signIn(open(), authorizeUrl(cloud, app), person)).title).toMatch('asks for access');
  });

  it('takes the address in any capitals', async () => {
    const person = await addOwner(cloud);
    const shouting = { ...person, email: person.email.toUpperCase() };
    expect((await signIn(open(), authorizeUrl(cloud, app), shouting)).title).toMatch('asks for access');
  });
});

it('a user who is removed takes the tokens and the session along', async () => {
  const person = await addOwner(cloud);
  const { refresh_token } = await tokensOf(cloud, app, { person });
  const browser = open();
  await signIn(browser, authorizeUrl(cloud, app), person);
  await cloud.database.query.deleteFrom('users').where('id', '=', person.userId).execute();
  const form = { grant_type: 'refresh_token', refresh_token };
  expect(await askToken(cloud, app, { form })).toMatchObject({
    status: 400,
    body: { error: 'invalid_grant' },
  });
  expect((await browser.open(authorizeUrl(cloud, app))).title).toMatch('Sign in');
});

it('no password, code, token or secret gets into the log', async () => {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const chatty = await startTestCloud({}, pino({ level: 'trace' }, stream));
  const mine = await addApp(chatty);
  const person = await addOwner(chatty);
  const tokens = await tokensOf(chatty, mine, { person });
  await askToken(chatty, { ...mine, clientSecret: 'wrong-secret' }, { form: { code: 'some-code' } });
  await chatty.get('/user', { token: tokens.access_token, clientId: 'wrong' });
  // The database fails in the middle of it all.
  await chatty.database.pool.query('alter table oauth_items rename to gone');
  const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
  expect(await askToken(chatty, mine, { form })).toMatchObject({
    status: 503,
    body: { error: 'temporarily_unavailable' },
  });
  await signIn(createBrowser(chatty.baseUrl), authorizeUrl(chatty, mine), person).catch(() => undefined);
  await chatty.stop();
  const log = lines.join('');
  expect(log).toContain('the authorization server failed');
  const secrets = [person.password, 'wrong-secret', 'some-code', mine.clientSecret, person.vin];
  const all = [...secrets, tokens.access_token, tokens.refresh_token, tokens.id_token];
  expect(all.filter((secret) => log.includes(secret))).toEqual([]);
});
