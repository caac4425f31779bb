import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endTokens } from '../../src/store/access/user-applications.ts';
import type { Database } from '../../src/store/database.ts';
import { addAdministrator, changeAdministrator } from '../../src/store/people/administrators.ts';
import { changeUser } from '../../src/store/registry/users.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { enterAccount } from '../support/people/account.ts';
import { type Admin, addAdmin, adminWith } from '../support/people/admin.ts';
import { createBrowser } from '../support/people/browser.ts';
import {
  type App,
  addApp,
  addOwner,
  addPerson,
  allow,
  askToken,
  authorizeUrl,
  type Person,
  signIn,
} from '../support/people/oauth.ts';

let cloud: TestCloud;
let app: App;
let root: Admin;
beforeAll(async () => {
  cloud = await startTestCloud({ ROADWIRE_PASSWORD_GRANT: 'true' });
  app = await addApp(cloud);
  root = await addAdmin(cloud);
});
afterAll(() => cloud.stop());

const wanted = 'another long password';

/** Both ways to another password. */
const ways = {
  async 'by the user'(person: Person) {
    const { browser, open } = await enterAccount(cloud, person);
    const typed = { password: person.password, newPassword: wanted, again: wanted };
    expect((await browser.submit(await open('/password'), '/password', typed)).text).toContain('is changed');
  },
  async 'by an administrator'({ email }: Person) {
    expect((await root.send('PATCH', `/users/${email}`, { password: wanted })).status).toBe(200);
  },
};

const open = () => createBrowser(cloud.baseUrl);
const typedBy = ({ email, password }: Person) => ({ email, password, remember: 'yes' });

async function consentsOf({ userId }: Person): Promise<number> {
  const { rows } = await cloud.database.pool.query('select from consents where user_id = $1', [userId]);
  return rows.length;
}

/** Grants, and codes for them. */
async function grantsOf({ userId }: Person): Promise<number> {
  const { rows } = await cloud.database.pool.query(
    "select from oauth_items where kind in ('Grant', 'AuthorizationCode') and user_id = $1",
    [userId],
  );
  return rows.length;
}

describe.each(Object.entries(ways))('after a change of the password %s', (_name, change) => {
  it('a sign-in that was held back signs nobody in', async () => {
    const person = await addOwner(cloud);
    const browser = open();
    const page = await browser.open(authorizeUrl(cloud, app));
    const onward = await browser.hold(page, '/sign-in', typedBy(person));
    await change(person);
    expect((await browser.open(onward)).title).toMatch('Sign in');
    const asked = await browser.open(authorizeUrl(cloud, app));
    expect(asked.title).toMatch('Sign in');
    expect((await browser.submit(asked, '/sign-in', typedBy(person))).status).toBe(401);
    const right = typedBy({ ...person, password: wanted });
    expect((await browser.submit(asked, '/sign-in', right)).title).toMatch('asks for access');
  });

  it('a sign-in that was held back gets no code without a page either', async () => {
    const person = await addOwner(cloud);
    await allow(cloud, app, { person });
    const browser = open();
    const page = await browser.open(authorizeUrl(cloud, app));
    const onward = await browser.hold(page, '/sign-in', typedBy(person));
    await change(person);
    expect((await browser.open(onward)).title).toMatch('Sign in');
    const silent = await browser.open(authorizeUrl(cloud, app, { prompt: 'none' }));
    expect(silent.status).toBeLessThan(400);
    expect(browser.leftTo()).toContain('error=login_required');
  });

  it('a consent that was held back gives no code', async () => {
    const person = await addOwner(cloud);
    const browser = open();
    const consent = await signIn(browser, authorizeUrl(cloud, app), person);
    const onward = await browser.hold(consent, '/consent');
    await change(person);
    await browser.open(onward);
    expect(browser.leftTo()).not.toContain('code=');
  });

  it('a session that is saved in that very moment is nobody’s', async () => {
    const person = await addOwner(cloud);
    const browser = open();
    const consent = await signIn(browser, authorizeUrl(cloud, app), person);
    const { query } = cloud.database;
    const rows = await query
      .selectFrom('oauth_items')
      .selectAll()
      .where('user_id', '=', person.userId)
      .where('kind', 'in', ['Session', 'SessionUid'])
      .execute();
    expect(rows).toHaveLength(2);
    await change(person);
    await query.insertInto('oauth_items').values(rows).execute();
    expect((await browser.submit(consent, '/consent')).status).toBe(400);
    expect(await consentsOf(person)).toBe(0);
    expect((await browser.open(authorizeUrl(cloud, app))).title).toMatch('Sign in');
  });
});

/** Whether somebody waits for a row that a transaction under way has changed. */
async function isSomebodyWaiting(): Promise<boolean> {
  const { rows } = await cloud.database.pool.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows.length > 0;
}

/** Changes something while something else is asked for: the change ends only when that waits for it. */
async function changedDuring<Answer>(
  change: (inside: Database) => Promise<void>,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  let asked: Promise<Answer> | undefined;
  await cloud.database.query.transaction().execute(async (query) => {
    await change({ ...cloud.database, query });
    asked = ask();
    await eventually('somebody waits', isSomebodyWaiting);
  });
  if (!asked) throw new Error('nothing was asked');
  return asked;
}

describe('in the moment in which the password is changed', () => {
  const changeOf = (person: Person) => async (inside: Database) => {
    await changeUser(inside, person.userId, { password: wanted });
    await endTokens(inside, person.userId);
  };

  it('who is signed in with the old one gets no code for what was allowed before', async () => {
    const person = await addOwner(cloud);
    const browser = open();
    await browser.submit(await signIn(browser, authorizeUrl(cloud, app), person), '/consent');
    expect(browser.leftTo()).toContain('code=');
    await changedDuring(changeOf(person), () => browser.open(authorizeUrl(cloud, app)));
    expect(browser.leftTo()).not.toContain('code=');
    expect(await grantsOf(person)).toBe(0);
    expect((await browser.open(authorizeUrl(cloud, app))).title).toMatch('Sign in');
  });

  it('who is signed in with the old one allows nobody anything', async () => {
    const person = await addOwner(cloud);
    const browser = open();
    const consent = await signIn(browser, authorizeUrl(cloud, app), person);
    const page = await changedDuring(changeOf(person), () => browser.submit(consent, '/consent'));
    expect(page.status).toBe(400);
    expect(await consentsOf(person)).toBe(0);
  });

  it('the old one gets no tokens', async () => {
    const person = await addOwner(cloud);
    const own = await addApp(cloud, { isFirstParty: true, grants: ['password', 'refresh_token'] });
    const { email: username, password } = person;
    const form = { grant_type: 'password', username, password, scope: 'openid' };
    const answer = await changedDuring(changeOf(person), () => askToken(cloud, own, { form }));
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await grantsOf(person)).toBe(0);
  });

  it('the old one changes it no more', async () => {
    const person = await addPerson(cloud);
    const { browser, open: at } = await enterAccount(cloud, person);
    const page = await at('/password');
    const typed = { password: person.password, newPassword: 'a third password', again: 'a third password' };
    const late = await changedDuring(changeOf(person), () => browser.submit(page, '/password', typed));
    expect(late.status).toBe(401);
    expect((await enterAccount(cloud, { ...person, password: wanted })).page.title).toMatch('My account');
  });

  it('the old one deletes no account', async () => {
    const person = await addPerson(cloud);
    const { browser, open: at } = await enterAccount(cloud, person);
    const [page, { password }] = [await at('/delete'), person];
    const late = await changedDuring(changeOf(person), () => browser.submit(page, '/delete', { password }));
    expect(late.status).toBe(401);
    expect((await enterAccount(cloud, { ...person, password: wanted })).page.title).toMatch('My account');
  });

  it('the old one of an administrator opens nothing', async () => {
    const [name, password] = ['Zoe', 'correct horse battery'];
    await addAdministrator(cloud.database, { name, password, role: 'viewer' });
    const enter = (given: string) =>
      adminWith(cloud, 'none').send('POST', '/sessions', { name, password: given });
    const { body } = await enter(password);
    const change = (inside: Database) => changeAdministrator(inside, name, { password: wanted });
    expect((await changedDuring(change, () => enter(password))).status).toBe(401);
    const own = { old: wanted, new: 'a third password' };
    const zoe = adminWith(cloud, (await enter(wanted)).body.token);
    const back = (inside: Database) => changeAdministrator(inside, name, { password });
    const late = await changedDuring(back, () => zoe.send('PUT', '/sessions/current/password', own));
    expect(late.status).toBe(401);
    expect((await enter(password)).status).toBe(201);
    expect((await adminWith(cloud, body.token).get('/vehicles')).status).toBe(401);
  });
});
