import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
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

describe.skipIf(!hasChromium())('the console in a real browser', () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await startConsoleWorld();
  }, 120_000);
  afterAll(() => world?.stop());

  it('lets a driver in through the sign-in pages, and brings them back after a reload', async () => {
    const page = await world.open('/settings');
    await look(page, 'shell-sign-in');
    await signInAsDriver(page, world.person);
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await look(page, 'shell-settings-driver');
    await page.reload();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/settings');
  });

  it('lets a fleet owner in with a login, and not with a wrong one', async () => {
    const page = await world.open();
    await fillFleetLogin(page, { ...world.owner, password: 'wrong' });
    await page.getByRole('alert').waitFor();
    await signInAsFleetOwner(page, world.owner);
    await page.getByText('Live', { exact: true }).waitFor();
  });

  it('lets an administrator in, and out again', async () => {
    const page = await world.open();
    await signInAsAdministrator(page, world.administrator);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('form', { name: 'Administrator' }).waitFor();
  });

  it('names its page and marks in the navigation where one is, below the vehicle that one looks at too', async () => {
    const page = await world.open('/vehicles');
    await signInAsDriver(page, world.person);
    await page.getByRole('link', { name: /C3/ }).click();
    const ways = [
      ['Trips', 'Trips of C3'],
      ['Remote actions', 'Remote actions · C3'],
      ['Vehicles', 'C3'],
    ] as const;
    await page.getByRole('heading', { level: 1, name: 'C3' }).waitFor();
    const vehicle = new URL(page.url()).pathname;
    const screens = ['/trips', '/remote', ''];
    for (const [index, [section, title]] of ways.entries()) {
      await page.goto(`${world.cloud.baseUrl}${vehicle}${screens[index]}`);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await expect.poll(() => page.title()).toBe(`${title} · Roadwire`);
      const marked = page.getByRole('navigation').locator('[aria-current=page]');
      expect(await marked.allInnerTexts()).toEqual([section]);
    }
  });

  it('keeps tokens in memory alone', async () => {
    const page = await world.open('/settings');
    await signInAsDriver(page, world.person);
    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
    const { rows } = await world.cloud.database.pool.query('select count(*)::int as count from oauth_items');
    expect(rows[0].count).toBeGreaterThan(0);
    expect(kept).not.toMatch(/[\w-]{30,}/);
  });

  it('says that the server is away, also on a screen that is opened then, and goes on by itself', async () => {
    const page = await world.open('/settings');
    await signInAsDriver(page, world.person);
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    const away = page.getByRole('alert').filter({ hasText: 'The server does not answer.' });
    await page.route('**/*', (route) => route.abort('connectionrefused'));
    await page.getByRole('link', { name: 'Vehicles' }).click();
    await away.waitFor();
    await look(page, 'shell-away');
    await page.unroute('**/*');
    await page.getByRole('link', { name: /C3/ }).waitFor();
    await away.waitFor({ state: 'detached' });
    await page.route('**/*', (route) => route.abort('connectionrefused'));
    await away.waitFor();
    expect(await page.getByRole('link', { name: /C3/ }).count()).toBe(1);
    await page.unroute('**/*');
    await away.waitFor({ state: 'detached' });
  });

  it('waits for a server that is away when the page begins', async () => {
    const page = await world.open('/settings');
    await page.route('**/config.json', (route) => route.abort('connectionrefused'));
    await page.reload();
    await page.getByRole('alert').filter({ hasText: 'The server does not answer.' }).waitFor();
    await page.unroute('**/config.json');
    await page.getByRole('form', { name: 'Administrator' }).waitFor();
  });

  it('shows names as they are, however long, with markup in them or written from right to left', async () => {
    const markup = '"><img src=x onerror=alert(1)>';
    const labels = [`${markup}${'W'.repeat(270)}`, `\u202eאבג ${markup} ${'م'.repeat(60)}`];
    for (const [index, label] of labels.entries())
      await world.cloud.database.pool.query('update vehicles set label = $1 where vin = $2', [
        label,
        world.vehicles[index]?.vin,
      ]);
    const page = await world.open('/vehicles', { viewport: phone });
    await signInAsDriver(page, world.person);
    const link = page.getByRole('link', { name: /W{270}/ });
    await link.waitFor();
    await look(page, 'shell-hostile-vehicles-phone');
    await link.click();
    await page.getByRole('heading', { level: 1, name: /W{270}/ }).waitFor();
    await look(page, 'shell-hostile-vehicle-phone');
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    const path = new URL(page.url()).pathname;
    for (const [screen, name] of [
      ['/console/remote', 'remote'],
      ['/console/trips', 'trips'],
      [`${path}/remote`, 'vehicle-remote'],
    ]) {
      await page.goto(`${world.cloud.baseUrl}${screen}`);
      await page
        .getByText(/W{270}/)
        .filter({ visible: true })
        .first()
        .waitFor();
      await look(page, `shell-hostile-${name}-phone`);
    }
  });

  it('speaks French, is dark, and fits a phone', async () => {
    const page = await world.open('/settings', { locale: 'fr-FR', viewport: phone, colorScheme: 'dark' });
    await look(page, 'shell-sign-in-phone-dark-fr');
    await signInAsDriver(page, world.person);
    await page.getByRole('heading', { name: 'Réglages' }).waitFor();
    await look(page, 'shell-settings-phone-dark-fr');
  });
});
