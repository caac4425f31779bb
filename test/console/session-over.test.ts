import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs, hourMs } from '../support/clock.ts';
import { addAdmin } from '../support/people/admin.ts';
import { type ConsoleDemo, startConsoleDemo } from './demo-world.ts';
import {
  type ConsolePage,
  type ConsoleWorld,
  fillFleetLogin,
  hasChromium,
  look,
  phone,
  signInAsAdministrator,
  signInAsDriver,
  signInAsFleetOwner,
  startConsoleWorld,
} from './support.ts';

const notice = (page: ConsolePage) => page.getByRole('alert').filter({ hasText: 'not signed in any more' });
const go = (page: ConsolePage, name: string) => page.getByRole('link', { name, exact: true }).click();
const path = (page: ConsolePage) => new URL(page.url()).pathname;

describe.skipIf(!hasChromium())('a page of the console that was left open', () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await startConsoleWorld({ isAlive: false });
  }, 120_000);
  afterAll(() => world?.stop());

  /** What the authorization server handed out is good no more; it times that by the machine's clock, not by ours. */
  async function forget(...tables: ('access_tokens' | 'oauth_items')[]): Promise<void> {
    for (const table of tables) {
      const which = table === 'oauth_items' ? "where kind = 'RefreshToken'" : '';
      await world.cloud.database.pool.query(`delete from ${table} ${which}`);
    }
    world.cloud.clock.advance(1001);
  }

  it('renews a token by itself, and leads a driver whose sign-in is over back to where they were', async () => {
    const page = await world.open('/settings');
    await signInAsDriver(page, world.person);
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await forget('access_tokens');
    await go(page, 'My account');
    await page.getByText(world.person.email).first().waitFor();
    expect(await notice(page).count()).toBe(0);
    await forget('access_tokens', 'oauth_items');
    await go(page, 'Trips');
    await notice(page).waitFor();
    await look(page, 'session-over-driver');
    await go(page, 'Vehicles');
    // What was shown stays in sight.
    await page.getByRole('link', { name: /C3/ }).waitFor();
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await notice(page).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /C3/ }).waitFor();
    expect(path(page)).toBe('/console/vehicles');
  });

  it('tells an administrator whose session is over, and opens the same screen after signing in', async () => {
    const page = await world.open('/administration/fleets', { viewport: phone });
    await signInAsAdministrator(page, world.administrator);
    await page.getByRole('heading', { level: 2, name: 'Fleets' }).waitFor();
    world.cloud.clock.advance(dayMs);
    await page.locator('.shell-main').getByRole('link', { name: 'Users', exact: true }).click();
    await notice(page).waitFor();
    await page.getByText('Signed in no more').waitFor();
    await look(page, 'session-over-administrator-phone');
    await page.getByRole('button', { name: 'Sign in again' }).press('Enter');
    await signInAsAdministrator(page, world.administrator);
    await page.getByRole('link', { name: world.person.email }).waitFor();
    expect(path(page)).toBe('/console/administration/users');
  });

  it('tells a fleet owner whose password is another now', async () => {
    const page = await world.open('/vehicles');
    await signInAsFleetOwner(page, world.owner);
    await page.getByRole('link', { name: /C3/ }).waitFor();
    const admin = await addAdmin(world.cloud);
    const { body } = await admin.send('POST', `/partners/${world.owner.login}/password`);
    world.cloud.clock.advance(dayMs);
    await go(page, 'Monitors');
    await notice(page).waitFor();
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await fillFleetLogin(page, { ...world.owner, password: body.password });
    await page.getByRole('heading', { level: 1, name: 'Monitors' }).waitFor();
  });
});

describe.skipIf(!hasChromium())('a page of the demo that was left open', () => {
  let demo: ConsoleDemo;
  beforeAll(async () => {
    demo = await startConsoleDemo();
  }, 120_000);
  afterAll(() => demo?.stop());

  it('is let in again by itself after more than a day', async () => {
    const page = await demo.open('/settings');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    demo.cloud.clock.advance(25 * hourMs);
    await go(page, 'Vehicles');
    await page.getByRole('link', { name: /C3/ }).first().waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    expect(await notice(page).count()).toBe(0);
  });
});
