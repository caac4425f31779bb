import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/lib/secrets.ts';
import { hourMs, minuteMs } from '../support/clock.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { freePort } from '../support/free-port.ts';
import { accountUrl, enterAccount } from '../support/people/account.ts';
import { createBrowser } from '../support/people/browser.ts';
import {
  type App,
  addApp,
  addOwner,
  addPerson,
  addUnlinked,
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

const asApp = (token: string) => ({ token, clientId: app.clientId });

describe('the account pages', () => {
  it('ask who has not signed in to do so, whatever page it is', async () => {
    const browser = createBrowser(cloud.baseUrl);
    for (const path of ['', '/log', '/link', '/password', '/delete', '/data.zip', '/vehicles/abc'])
      expect((await browser.open(accountUrl(cloud, path))).title).toBe('Sign in · Roadwire');
  });

  it('run nothing, are framed by nobody and are kept nowhere', async () => {
    const { page, browser } = await enterAccount(cloud, await addOwner(cloud));
    expect(page.title).toBe('My account · Roadwire');
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.text).not.toMatch(/<script|style="| on\w+=/i);
    expect(browser.cookies.get('roadwire_account')).toMatch(/; Path=\/account; .*HttpOnly; SameSite=Lax$/);
  });

  it('need TLS for their cookie where the world comes by TLS, below the path at which it comes', async () => {
    const port = await freePort();
    const far = await startTestCloud({
      ROADWIRE_PUBLIC_URL: 'https://cars.example/base',
      ROADWIRE_HTTP_PORT: String(port),
    });
    const first = await fetch(`http://127.0.0.1:${port}/account`, { redirect: 'manual' });
    expect(first.headers.get('location')).toBe('/base/account/sign-in');
    const page = await fetch(`http://127.0.0.1:${port}/account/sign-in`);
    expect(page.headers.getSetCookie().join()).toMatch(/Path=\/base\/account; .*; Secure$/);
    expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(await page.text()).toContain('href="/base/account/style.css"');
    await far.stop();
  });

  it('speak French to who reads French', async () => {
    const browser = createBrowser(cloud.baseUrl);
    browser.headers['accept-language'] = 'fr-FR';
    const page = await browser.open(accountUrl(cloud));
    expect(page.title).toBe('Se connecter · Roadwire');
    expect(page.text).toContain('<html lang="fr">');
  });

  it('take forms only from themselves', async () => {
    const person = await addOwner(cloud);
    const { page, browser, open } = await enterAccount(cloud, person);
    const forged = await browser.submit(page, '/sign-out', { proof: 'forged' });
    expect(forged).toMatchObject({ status: 400, text: expect.stringContaining('another browser') });
    expect((await open()).title).toMatch('My account');
    // A page of one browser is no good in another, not even of the same person.
    const other = await enterAccount(cloud, person);
    expect((await other.browser.submit(page, '/sign-out')).status).toBe(400);
    const stranger = createBrowser(cloud.baseUrl);
    expect((await stranger.submit(page, '/sign-out')).status).toBe(400);
  });

  it('answer what is not there, and bodies that are none, by a page', async () => {
    const { open, fetch: ask } = await enterAccount(cloud, await addPerson(cloud));
    expect(await open('/nothing')).toMatchObject({
      status: 404,
      text: expect.stringContaining('no such page'),
    });
    expect(await open(`/receipts/${'0'.repeat(48)}`)).toMatchObject({ status: 404 });
    const places = ['%00', 'W10', 'a&after=b', Buffer.from('[1e99,"a",0,"b"]').toString('base64url')];
    const strange = [
      '?done=constructor',
      '?done=linked&done=linked',
      '/vehicles/%00',
      '/%ff',
      '/log?application=%27',
    ];
    for (const path of [...strange, ...places.map((place) => `/log?after=${place}`)])
      expect((await ask(path)).status).toBeLessThan(500);
  });

  it('say so when the database is away', async () => {
    const other = await startTestCloud();
    const { open } = await enterAccount(other, await addPerson(other));
    await other.database.pool.query('alter table user_vehicles rename to gone');
    expect(await open()).toMatchObject({ status: 503, text: expect.stringContaining('Try again') });
    await other.stop();
  });
});

describe('a session', () => {
  it('ends when its user signs out, also for who kept the cookie', async () => {
    const { page, browser, fetch: ask } = await enterAccount(cloud, await addPerson(cloud));
    const cookie = browser.cookies.get('roadwire_account')?.split(';')[0] ?? '';
    expect((await ask('')).status).toBe(200);
    expect((await browser.submit(page, '/sign-out')).title).toMatch('Sign in');
    const kept = await fetch(accountUrl(cloud), { headers: { cookie }, redirect: 'manual' });
    expect(kept.headers.get('location')).toBe('/account/sign-in');
  });

  it('ends after twelve hours', async () => {
    const { open } = await enterAccount(cloud, await addPerson(cloud));
    cloud.clock.advance(12 * hourMs);
    const { title } = await open();
    // What the authorization server makes lives by the real time.
    cloud.clock.advance(-12 * hourMs);
    expect(title).toMatch('Sign in');
  });

  it('ends when the password changes', async () => {
    const person = await addPerson(cloud);
    const { open } = await enterAccount(cloud, person);
    expect((await open()).title).toMatch('My account');
    const password_hash = await hashPassword('another long password');
    await cloud.database.query
      .updateTable('users')
      .set({ password_hash })
      .where('id', '=', person.userId)
      .execute();
    expect((await open()).title).toMatch('Sign in');
  });

  it('has another cookie than the browser had before, and the database has none that opens anything', async () => {
    const browser = createBrowser(cloud.baseUrl);
    const person = await addPerson(cloud);
    const page = await browser.open(accountUrl(cloud));
    const before = browser.cookies.get('roadwire_account');
    await browser.submit(page, '/sign-in', { email: person.email, password: person.password });
    const token = /roadwire_account=([^;]+)/.exec(browser.cookies.get('roadwire_account') ?? '')?.[1] ?? '';
    expect(before).not.toContain(token);
    const { rows } = await cloud.database.pool.query('select s::text as text from account_sessions s');
    expect(rows.map(({ text }) => text).join()).not.toContain(token);
  });
});

describe('signing in', () => {
  const attempt = async (email: string, password: string) => {
    const browser = createBrowser(cloud.baseUrl);
    return browser.submit(await browser.open(accountUrl(cloud)), '/sign-in', { email, password });
  };

  it('does not tell whether there is such an account', async () => {
    const person = await addPerson(cloud);
    const answers = await Promise.all(
      [person.email, 'nobody@test.example', 'a\0b@test.example'].map((email) => attempt(email, 'wrong')),
    );
    const said = answers.map(({ status, text }) => [status, /id="fault">([^<]*)/.exec(text)?.[1]].join());
    expect(new Set(said)).toEqual(new Set(['401,The email address or the password is wrong.']));
  });

  it('counts wrong passwords together with those at the authorization server', async () => {
    cloud.clock.advance(20 * minuteMs);
    const person = await addPerson(cloud);
    const wrong = { ...person, password: 'wrong' };
    for (let tries = 0; tries < 5; tries += 1) {
      await signIn(createBrowser(cloud.baseUrl), authorizeUrl(cloud, app), wrong);
      await attempt(person.email, 'wrong');
    }
    const right = await attempt(person.email, person.password);
    expect(right).toMatchObject({ status: 429, text: expect.stringContaining('Too many attempts') });
    cloud.clock.advance(20 * minuteMs);
    expect((await attempt(person.email, person.password)).title).toMatch('My account');
    cloud.clock.advance(-40 * minuteMs);
  });
});

describe('vehicles', () => {
  it('are linked by pairing code, seen with their VIN, and unlinked', async () => {
    const { page, browser, open } = await enterAccount(cloud, await addPerson(cloud));
    expect(page.text).toContain('No vehicle is linked.');
    const { vin, code } = await addUnlinked(cloud);
    const wrong = await browser.submit(await open('/link'), '/link', { vin, code: 'AAAA-AAAA' });
    expect(wrong).toMatchObject({ status: 422, text: expect.stringContaining('is wrong') });
    const linked = await browser.submit(wrong, '/link', { vin: vin.toLowerCase(), code });
    expect(linked.text).toContain('The vehicle is linked.');
    expect(linked.text).toContain(`e-208 (${vin})`);
    const way = linked.links.find((one) => one.includes('/vehicles/')) ?? '';
    const asked = await browser.open(new URL(way, linked.url).href);
    expect(asked.text).toContain('Its data stays');
    const unlinked = await browser.submit(asked, '/unlink');
    expect(unlinked.text).toContain('The vehicle is no longer linked.');
    expect(unlinked.text).not.toContain(vin);
  });

  it('that an application saw are gone for it in the same moment', async () => {
    const person = await addOwner(cloud);
    const { access_token: token } = await tokensOf(cloud, app, { person });
    const list = await cloud.get('/user/vehicles', asApp(token));
    expect(list.status).toBe(200);
    const { page, browser } = await enterAccount(cloud, person);
    const way = page.links.find((one) => one.includes('/vehicles/')) ?? '';
    await browser.submit(await browser.open(new URL(way, page.url).href), '/unlink');
    const [{ id }] = list.body._embedded.vehicles;
    expect((await cloud.get(`/user/vehicles/${id}`, asApp(token))).status).toBe(404);
  });

  it('of others cannot be unlinked', async () => {
    const other = await addOwner(cloud);
    const theirs = await linkedId(other.userId);
    const { page, browser, open } = await enterAccount(cloud, await addOwner(cloud));
    expect((await open(`/vehicles/${theirs}`)).title).toMatch('My account');
    const [form] = page.forms;
    const forged = {
      ...page,
      forms: [{ action: `/account/vehicles/${theirs}/unlink`, fields: form?.fields ?? [] }],
    };
    await browser.submit(forged, '/unlink');
    expect(await linkedId(other.userId)).toBe(theirs);
  });

  it('that are in a fleet say so', async () => {
    const person = await addOwner(cloud);
    const owner = await cloud.addPartner();
    await cloud.addToFleet(owner, { vehicleId: person.vehicleId } as Parameters<TestCloud['addToFleet']>[1]);
    const { page } = await enterAccount(cloud, person);
    expect(page.text).toContain('It is also in the fleet Test fleet.');
  });
});

async function linkedId(userId: number): Promise<string | undefined> {
  const row = await cloud.database.query
    .selectFrom('user_vehicles')
    .select('public_id as id')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.id;
}
