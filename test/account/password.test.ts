import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minuteMs } from '../support/clock.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type AtAccount, accountUrl, enterAccount } from '../support/people/account.ts';
import { createBrowser } from '../support/people/browser.ts';
import {
  type App,
  addApp,
  addOwner,
  addPerson,
  askToken,
  authorizeUrl,
  signIn,
  tokensOf,
} from '../support/people/oauth.ts';

let cloud: TestCloud;
let app: App;
const lines: string[] = [];
beforeAll(async () => {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  cloud = await startTestCloud({}, pino({ level: 'info' }, stream));
  app = await addApp(cloud);
});
afterAll(() => cloud.stop());

const wanted = 'another long password';

async function change({ browser, open }: AtAccount, typed: Record<string, string>) {
  return browser.submit(await open('/password'), '/password', {
    newPassword: wanted,
    again: wanted,
    ...typed,
  });
}

/** Without ticking what is ticked: fields that are not sent. */
async function changeAlone({ browser, open }: AtAccount, password: string) {
  const page = await open('/password');
  const forms = page.forms.map(({ action, fields }) => ({
    action,
    fields: fields.filter(([name]) => name !== 'applications'),
  }));
  const typed = { password, newPassword: wanted, again: wanted };
  return browser.submit({ ...page, forms }, '/password', typed);
}

const refresh = async (refresh_token: string) =>
  askToken(cloud, app, { form: { grant_type: 'refresh_token', refresh_token } });
const read = async (token: string) =>
  (await cloud.get('/user/vehicles', { token, clientId: app.clientId })).status;

describe('changing the password', () => {
  it('leaves who did it signed in, and signs out everybody else, everywhere', async () => {
    const person = await addOwner(cloud);
    const [here, elsewhere] = [await enterAccount(cloud, person), await enterAccount(cloud, person)];
    const atApp = createBrowser(cloud.baseUrl);
    await signIn(atApp, authorizeUrl(cloud, app), person);
    const changed = await change(here, { password: person.password });
    expect(changed).toMatchObject({
      title: 'My account · Roadwire',
      text: expect.stringContaining('is changed'),
    });
    expect((await here.open()).title).toMatch('My account');
    expect((await elsewhere.open()).title).toMatch('Sign in');
    expect((await atApp.open(authorizeUrl(cloud, app))).title).toMatch('Sign in');
    expect((await enterAccount(cloud, person)).page.status).toBe(401);
    expect((await enterAccount(cloud, { ...person, password: wanted })).page.title).toMatch('My account');
    const log = lines.join('');
    expect(log).toContain('a user changed the password');
    for (const secret of [person.email, person.password, wanted, person.vin])
      expect(log).not.toContain(secret);
  });

  it('ends the tokens of applications, which come again without another consent', async () => {
    const person = await addOwner(cloud);
    const tokens = await tokensOf(cloud, app, { person });
    expect(await read(tokens.access_token)).toBe(200);
    await change(await enterAccount(cloud, person), { password: person.password });
    expect(await read(tokens.access_token)).toBe(401);
    expect(await refresh(tokens.refresh_token)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    const browser = createBrowser(cloud.baseUrl);
    await signIn(browser, authorizeUrl(cloud, app), { ...person, password: wanted });
    expect(browser.leftTo()).toContain('code=');
  });

  it('ends the journey of whoever was about to let an application in with the old one', async () => {
    const person = await addOwner(cloud);
    const browser = createBrowser(cloud.baseUrl);
    const consent = await signIn(browser, authorizeUrl(cloud, app), person);
    await change(await enterAccount(cloud, person), { password: person.password });
    expect((await browser.submit(consent, '/consent')).status).toBe(400);
    const { rows } = await cloud.database.pool.query('select from consents where user_id = $1', [
      person.userId,
    ]);
    expect(rows).toEqual([]);
  });

  it('leaves the applications alone where the user wants it', async () => {
    const person = await addOwner(cloud);
    const tokens = await tokensOf(cloud, app, { person });
    const changed = await changeAlone(await enterAccount(cloud, person), person.password);
    expect(changed.text).toContain('is changed');
    expect(await read(tokens.access_token)).toBe(200);
    expect((await refresh(tokens.refresh_token)).status).toBe(200);
  });

  it('says to password managers whose password it is', async () => {
    const person = await addPerson(cloud);
    const { open } = await enterAccount(cloud, person);
    for (const path of ['/password', '/delete'])
      expect((await open(path)).text).toMatch(
        new RegExp(`type="email" value="${person.email}" autocomplete="username"[^>]* readonly`),
      );
  });

  it('is refused with a wrong password, a short one, and one mistyped, and then nothing has changed', async () => {
    const person = await addPerson(cloud);
    const at = await enterAccount(cloud, person);
    const { password } = person;
    const tries = [
      [{ password: 'wrong' }, 401, 'The password is wrong'],
      [{ password, newPassword: 'short', again: 'short' }, 422, 'too short'],
      [{ password, again: `${wanted}!` }, 422, 'not the same'],
      [{ password, proof: 'forged' }, 400, 'another browser'],
    ] as const;
    for (const [typed, status, text] of tries)
      expect(await change(at, typed)).toMatchObject({ status, text: expect.stringContaining(text) });
    expect((await at.open()).title).toMatch('My account');
    expect((await enterAccount(cloud, person)).page.title).toMatch('My account');
  });

  it('counts wrong passwords together with those of signing in', async () => {
    const person = await addPerson(cloud);
    const at = await enterAccount(cloud, person);
    for (let tries = 0; tries < 10; tries += 1) await change(at, { password: `wrong ${tries}` });
    const right = await change(at, { password: person.password });
    expect(right).toMatchObject({ status: 429, text: expect.stringContaining('Too many attempts') });
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    const page = await createBrowser(cloud.baseUrl).open(accountUrl(cloud));
    expect(page.status).toBe(200);
    expect((await enterAccount(cloud, person)).page.status).toBe(429);
    cloud.clock.advance(20 * minuteMs);
    expect((await change(at, { password: person.password })).text).toContain('is changed');
    cloud.clock.advance(-20 * minuteMs);
  });
});
