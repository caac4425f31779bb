import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFindAccess } from '../../src/auth/access.ts';
import { saveToken } from '../../src/store/access/oauth-tokens.ts';
import { trimReads } from '../../src/store/people/access-log.ts';
import { hourMs, iso } from '../support/clock.ts';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { type AtAccount, enterAccount, passwordFor } from '../support/people/account.ts';
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
import { drive } from '../support/vehicles/drive.ts';
import { at, isAt, liveOf, place, ready } from '../support/vehicles/live.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
let app: App;
beforeAll(async () => {
  cloud = await startTestCloud();
  app = await addApp(cloud);
  // In the middle of an hour, so that none ends between two reads.
  cloud.clock.advance(hourMs / 2 - (cloud.clock.now() % hourMs));
});
afterAll(() => cloud.stop());

const live = liveOf(() => cloud);
afterEach(() => live.leaveAll());

const asApp = (token: string) => ({ token, clientId: app.clientId });

describe('applications', () => {
  it('are listed with what they may see in human words, since when, and when they last did', async () => {
    const person = await addOwner(cloud);
    const { access_token: token } = await tokensOf(cloud, app, { person });
    const before = await enterAccount(cloud, person);
    expect(before.page.text).toContain('<h3>My map</h3>');
    expect(before.page.text).toContain('see where your vehicle is and was');
    expect(before.page.text).toContain('Access since');
    expect(before.page.text).toContain('Has read nothing in the last 62 days.');
    await cloud.get('/user', asApp(token));
    expect((await before.open()).text).toMatch(/Read data last on <time datetime="20/);
  });

  it('lose everything in one click: the next call, the refresh, the code and the consent', async () => {
    const person = await addOwner(cloud);
    const tokens = await tokensOf(cloud, app, { person });
    const token = tokens.access_token;
    expect((await cloud.get('/user', asApp(token))).status).toBe(200);
    const kept = await addApp(cloud, { name: 'Another' });
    const others = await tokensOf(cloud, kept, { person });
    const { page, browser } = await enterAccount(cloud, person);
    const after = await withdrawFrom(browser, page, app);
    expect(after.text).toContain('The application has no access any more.');
    expect(after.text).not.toContain('<h3>My map</h3>');
    // At once, although the token had been looked up within the second.
    expect((await cloud.get('/user', asApp(token))).status).toBe(401);
    const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    expect(await askToken(cloud, app, { form })).toMatchObject({ body: { error: 'invalid_grant' } });
    expect((await signIn(createBrowser(cloud.baseUrl), authorizeUrl(cloud, app), person)).title).toMatch(
      'asks for access',
    );
    // The other application goes on.
    expect(after.text).toContain('<h3>Another</h3>');
    const still = await cloud.get('/user', { token: others.access_token, clientId: kept.clientId });
    expect(still.status).toBe(200);
  });

  it('lose it within a second in another process', async () => {
    const person = await addOwner(cloud);
    const { access_token: token } = await tokensOf(cloud, app, { person });
    const elsewhere = createFindAccess(cloud.database, cloud.clock);
    expect(await elsewhere(token)).toBeDefined();
    const { page, browser } = await enterAccount(cloud, person);
    await withdrawFrom(browser, page, app);
    cloud.clock.advance(1000);
    expect(await elsewhere(token)).toBeUndefined();
  });

  it('that listen are cut off', async () => {
    const driver = await cloud.addDriver();
    const vehicle = await cloud.addVehicle(driver);
    const person = await passwordFor(cloud, driver.userId);
    const reader = await live.listenAs(vehicle);
    await ready(reader);
    const { page, browser } = await enterAccount(cloud, person);
    await browser.submit(page, '/withdraw', { application: driver.clientId });
    expect(await reader.until('the end', ({ event }) => event === 'end')).toMatchObject({
      data: { reason: 'withdrawn' },
    });
  });

  it('get no token for a code that they had before', async () => {
    const person = await addOwner(cloud);
    const browser = createBrowser(cloud.baseUrl);
    const consent = await signIn(browser, authorizeUrl(cloud, app), person);
    await browser.submit(consent, '/consent');
    const code = new URL(browser.leftTo() ?? '').searchParams.get('code') ?? '';
    const account = await enterAccount(cloud, person);
    await withdrawFrom(account.browser, account.page, app);
    const form = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri };
    expect(await askToken(cloud, app, { form })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });

  it('get no token that was being made while they lost everything', async () => {
    const person = await addOwner(cloud);
    await tokensOf(cloud, app, { person });
    const { publicId } = await cloud.database.query
      .selectFrom('users')
      .select('public_id as publicId')
      .where('id', '=', person.userId)
      .executeTakeFirstOrThrow();
    const { grantId } = await cloud.database.query
      .selectFrom('oauth_items')
      .select('grant_id as grantId')
      .where('user_id', '=', person.userId)
      .where('kind', '=', 'Grant')
      .executeTakeFirstOrThrow();
    const times = { createdAt: new Date(), expiresAt: new Date(Date.now() + hourMs) };
    const token = { userId: publicId, clientId: app.clientId, howGranted: undefined, scopes: [], ...times };
    const made = { ...token, token: 'made', grantId: grantId ?? undefined };
    expect(await saveToken(cloud.database, made)).toBe(true);
    const { page, browser } = await enterAccount(cloud, person);
    await withdrawFrom(browser, page, app);
    expect(await saveToken(cloud.database, { ...made, token: 'too late' })).toBe(false);
    expect((await cloud.get('/user', asApp('made'))).status).toBe(401);
  });
});

type Page = AtAccount['page'];

function withdrawFrom(browser: AtAccount['browser'], page: Page, { clientId }: App): Promise<Page> {
  const form = page.forms.find(
    ({ action, fields }) => action.endsWith('/withdraw') && fields.some(([, value]) => value === clientId),
  );
  return browser.submit({ ...page, forms: form ? [form] : [] }, '/withdraw');
}

describe('the access log', () => {
  let vehicle: EnrolledVehicle;
  let account: AtAccount;
  beforeAll(async () => {
    const driver = await cloud.addDriver();
    vehicle = await cloud.addVehicle(driver, { label: 'e-308' });
    const line = await cloud.connect(vehicle);
    await line.report(...drive(cloud.clock.now() - hourMs, 3));
    account = await enterAccount(cloud, await passwordFor(cloud, driver.userId));
  });

  /** Entries as text: who, what of which vehicle, how often. */
  const entries = async (path = '/log') => entriesOf((await account.open(path)).text);

  it('has nothing where nothing was read', async () => {
    expect((await account.open('/log')).text).toContain('Nothing was read.');
  });

  it('says which application read what of which vehicle, and how often', async () => {
    const of = `e-308 (${vehicle.vin})`;
    await cloud.getOf(vehicle, 'status');
    await cloud.getOf(vehicle, 'status');
    await cloud.getOf(vehicle, 'lastPosition');
    const trips = await cloud.getOf(vehicle, 'trips');
    const [{ id }] = trips.body._embedded.trips;
    await cloud.getOf(vehicle, `trips/${id}/wayPoints`);
    await cloud.get('/user');
    await cloud.getOf(vehicle, 'telemetry', { query: { format: 'csv' }, isPlain: true });
    expect(new Set(await entries())).toEqual(
      new Set([
        `Test: the condition of the vehicle, with where it is if the application may see that · ${of}: 2 times`,
        `Test: where the vehicle is · ${of}: once`,
        `Test: trips · ${of}: once`,
        `Test: the way of a trip · ${of}: once`,
        `Test: what the vehicle reported in the past, with where it was if the application may see that · ${of}: once`,
        'Test: who you are and which vehicles you have: once',
      ]),
    );
  });

  it('notes nothing of what was refused, nor of what others do with their own', async () => {
    const before = await entries();
    const token = await cloud.addToken(vehicle.driver, ['data:position']);
    expect((await cloud.getOf(vehicle, 'trips', { token })).status).toBe(403);
    expect((await cloud.getOf(vehicle, 'status', { clientId: 'wrong' })).status).toBe(401);
    // There is nothing to see.
    expect((await cloud.getOf(vehicle, 'maintenance')).status).toBe(404);
    const owner = await cloud.addPartner();
    const vid = await cloud.addToFleet(owner, vehicle);
    expect((await cloud.getFleet(owner, `vehicles/${vid}/status`)).status).toBe(200);
    expect(await entries()).toEqual(before);
  });

  it('has what was told by a live stream', async () => {
    const other = await cloud.addVehicle(vehicle.driver, { label: 'Streamed' });
    // What a token opens is known for a second.
    cloud.clock.advance(1000);
    const line = await cloud.connect(other);
    const reader = await live.listenAs(other, { query: { vehicles: other.id, types: 'position' } });
    await ready(reader);
    await line.report(report(at(1), place(1)));
    await reader.until('the position', isAt(1));
    expect((await entries()).filter((text) => text.includes('Streamed'))).toEqual([
      `Test: where the vehicle is · Streamed (${other.vin}): once`,
    ]);
  });

  it('has that an application was told who the user is', async () => {
    const person = await addOwner(cloud);
    const { access_token } = await tokensOf(cloud, app, { person, asked: { scope: 'openid email' } });
    const headers = { authorization: `Bearer ${access_token}` };
    const told = await fetch(`${cloud.baseUrl}/am/oauth2/userinfo`, { headers });
    expect(await told.json()).toMatchObject({ email: person.email });
    const theirs = await enterAccount(cloud, person);
    expect(entriesOf((await theirs.open('/log')).text)).toEqual([
      'My map: who you are and which vehicles you have: once',
    ]);
  });

  it('is summed up by the hour, newest first, and goes on from where it was after a restart', async () => {
    const own = await freshLog();
    const reads = async () => entriesOf((await own.account.open('/log')).text);
    await cloud.getOf(own.vehicle, 'status');
    await cloud.restart();
    await cloud.getOf(own.vehicle, 'status');
    expect((await reads()).map(countOf)).toEqual(['2 times']);
    cloud.clock.advance(hourMs);
    await cloud.getOf(own.vehicle, 'status');
    cloud.clock.advance(-hourMs);
    const { text } = await own.account.open('/log');
    expect(entriesOf(text).map(countOf)).toEqual(['once', '2 times']);
    const [newest = '', older = ''] = [...text.matchAll(/<time datetime="([^"]+)"/g)].map(([, when]) => when);
    expect(Date.parse(newest) - Date.parse(older)).toBeGreaterThan(hourMs - 60_000);
  });

  it('is written down every few seconds without being asked for', async () => {
    const own = await freshLog();
    await cloud.getOf(own.vehicle, 'status');
    const saved = () =>
      cloud.database.query
        .selectFrom('access_log')
        .select('reads')
        .where('user_id', '=', own.vehicle.driver.userId)
        .executeTakeFirst();
    expect(await eventually('the read to be noted', saved)).toEqual({ reads: 1 });
  });

  it('comes page by page, of one application where that is wanted', async () => {
    const own = await freshLog();
    const { userId, clientId } = own.vehicle.driver;
    const start = Date.parse('2026-01-01T00:00:00Z');
    const rows = Array.from({ length: 120 }, (_, index) => {
      const began_at = new Date(start + Math.floor(index / 2) * hourMs);
      const times = { began_at, first_at: began_at, last_at: began_at };
      const client_id = index % 2 === 0 ? clientId : 'gone-application';
      return { user_id: userId, client_id, vehicle_id: 0, kind: 'account', reads: index + 1, ...times };
    });
    await cloud.database.query.insertInto('access_log').values(rows).execute();
    const walk = async (path: string): Promise<string[][]> => {
      const page = await own.account.open(path);
      const older = page.links.find((one) => one.includes('after=') && page.text.includes('>Older<'));
      const rest = older ? await walk(older.replace('/account', '')) : [];
      return [entriesOf(page.text), ...rest];
    };
    const pages = await walk('/log');
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(new Set(pages.flat()).size).toBe(120);
    expect(pages.flat()[0]).toContain('(gone-application)');
    const ofOne = await walk(`/log?application=${clientId}`);
    expect(ofOne.map(({ length }) => length)).toEqual([50, 10]);
    expect(ofOne.flat().every((text) => text.startsWith('Test:'))).toBe(true);
    await trimReads(cloud.database, start + 50 * hourMs);
    expect((await walk('/log')).flat()).toHaveLength(20);
  });

  async function freshLog() {
    const driver = await cloud.addDriver();
    const own = await cloud.addVehicle(driver);
    const line = await cloud.connect(own);
    await line.report({ id: '1', at: iso(cloud.clock.now()), odometer: { mileage: 1 } });
    return { vehicle: own, account: await enterAccount(cloud, await passwordFor(cloud, driver.userId)) };
  }
});

const countOf = (entry: string) => entry.split(': ').at(-1);

/** Entries of a page of the log: who, what of which vehicle, how often. */
function entriesOf(page: string): string[] {
  return [...page.matchAll(/<li><h2>(.*?)<\/h2>\s*<p>(.*?)<\/p>\s*<p class="hint">(.*?)<\/p><\/li>/gs)].map(
    ([, application, what, when = '']) => `${application}: ${what}: ${when.split(' · ').at(-1)}`,
  );
}
