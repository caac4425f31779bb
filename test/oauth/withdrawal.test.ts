import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawFrom } from '../../src/store/access/user-applications.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { type Browser, type BrowserPage, createBrowser } from '../support/people/browser.ts';
import {
  type App,
  addApp,
  addOwner,
  allow,
  authorizeUrl,
  type Person,
  signIn,
} from '../support/people/oauth.ts';

let cloud: TestCloud;
let app: App;
beforeAll(async () => {
  cloud = await startTestCloud();
  app = await addApp(cloud);
});
afterAll(() => cloud.stop());

/** Whether somebody waits for a row that a transaction under way has deleted. */
async function isSomebodyWaiting(): Promise<boolean> {
  const { rows } = await cloud.database.pool.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows.length > 0;
}

async function grantsOf({ userId }: Person): Promise<number> {
  const { rows } = await cloud.database.pool.query(
    "select from oauth_items where kind in ('Grant', 'AuthorizationCode') and user_id = $1",
    [userId],
  );
  return rows.length;
}

/** Withdraws while something is asked for: the withdrawal ends only when that waits for it. */
async function withdrawnDuring(person: Person, ask: () => Promise<BrowserPage>): Promise<BrowserPage> {
  let asked: Promise<BrowserPage> | undefined;
  await cloud.database.query.transaction().execute(async (query) => {
    await withdrawFrom({ ...cloud.database, query }, person.userId, app.clientId);
    asked = ask();
    await eventually('somebody waits', isSomebodyWaiting);
  });
  if (!asked) throw new Error('nothing was asked');
  return asked;
}

describe('in the moment in which the user withdraws an application', () => {
  it('it gets no code from what was allowed before, and the user is asked again', async () => {
    const person = await addOwner(cloud);
    const browser: Browser = createBrowser(cloud.baseUrl);
    const consent = await signIn(browser, authorizeUrl(cloud, app), person);
    await browser.submit(consent, '/consent');
    expect(browser.leftTo()).toContain('code=');
    const page = await withdrawnDuring(person, () => browser.open(authorizeUrl(cloud, app)));
    expect(page.title).toMatch('asks for access');
    expect(await grantsOf(person)).toBe(0);
  });

  it('what it was allowed before does not come back with what it is allowed now', async () => {
    const person = await addOwner(cloud);
    await allow(cloud, app, { person, asked: { scope: 'data:trip' } });
    const browser = createBrowser(cloud.baseUrl);
    const consent = await signIn(browser, authorizeUrl(cloud, app, { scope: 'data:position' }), person);
    await withdrawnDuring(person, () => browser.submit(consent, '/consent'));
    expect(browser.leftTo()).toContain('code=');
    const { scopes } = await cloud.database.query
      .selectFrom('consents')
      .select('scopes')
      .where('user_id', '=', person.userId)
      .executeTakeFirstOrThrow();
    expect(scopes.toSorted()).toEqual(['data:position', 'openid']);
  });
});
