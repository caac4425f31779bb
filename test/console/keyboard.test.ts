import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitDialog, walkByTab } from './keyboard-walk.ts';
import {
  type ConsolePage,
  type ConsoleWorld,
  hasChromium,
  signInAsAdministrator,
  signInAsFleetOwner,
  startConsoleWorld,
} from './support.ts';

describe.skipIf(!hasChromium())('by the keyboard alone', () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await startConsoleWorld({ isAlive: false });
  }, 180_000);
  afterAll(() => world?.stop());

  /** To a screen within the page, without a reload. */
  async function goTo(page: ConsolePage, path: string): Promise<void> {
    await page.evaluate(`history.pushState(null, '', '/console${path}')`);
    await expect.poll(() => page.locator('.shell-main .spinner').count(), { timeout: 20_000 }).toBe(0);
    await page.locator('.shell-main h1').first().waitFor();
  }

  async function walkAll(page: ConsolePage, paths: readonly string[]): Promise<void> {
    const missed: Record<string, unknown> = {};
    for (const path of paths) {
      await goTo(page, path);
      const { steps, unreached, unseen } = await walkByTab(page);
      expect(steps, path).toBeGreaterThan(5);
      if (unreached.length + unseen.length > 0) missed[path] = { unreached, unseen };
    }
    expect(missed).toEqual({});
  }

  it('a fleet owner comes to everything on every screen, and sees where they are', async () => {
    const page = await world.open('/vehicles');
    await signInAsFleetOwner(page, world.owner);
    const link = page.getByRole('link', { name: /C3/ }).first();
    await link.waitFor();
    const vehicle = (await link.getAttribute('href'))?.replace('/console', '') ?? '';
    const own = ['', '/trips', '/remote'].map((rest) => `${vehicle}${rest}`);
    const screens = [
      '/vehicles',
      '/map',
      '/trips',
      '/events',
      '/remote',
      '/monitors',
      '/monitors/new',
      '/settings',
    ];
    await walkAll(page, [...screens, ...own]);
  });

  const places = [
    'health',
    'vehicles',
    'users',
    'fleets',
    'applications',
    'partners',
    'certificates',
    'call-centers',
  ];
  const more = ['callbacks', 'dead-letters', 'audit', 'administrators', 'sessions', 'tokens', 'password'];

  it('an administrator comes to everything on every screen, and sees where they are', async () => {
    const page = await world.open('/administration/health');
    await signInAsAdministrator(page, world.administrator);
    const { vin = '' } = world.vehicles[0] ?? {};
    const below = [
      'import',
      'register',
      `vehicles/${vin}`,
      `users/${world.person.email}`,
      `applications/${world.owner.clientId}`,
    ];
    await walkAll(
      page,
      [...places, ...more, ...below].map((name) => `/administration/${name}`),
    );
  });

  it('every dialog of the administration keeps the focus, and gives it back', async () => {
    const page = await world.open('/administration/vehicles');
    await signInAsAdministrator(page, world.administrator);
    const { vin = '' } = world.vehicles[0] ?? {};
    const faults: Record<string, string[]> = {};
    const openers = {
      vehicles: ['Add a vehicle'],
      [`vehicles/${vin}`]: ['Change', 'New secret', 'Pairing code', 'Remove', 'Change: What it can do'],
      'call-centers': ['Change: Chile'],
      users: ['Add a user'],
      administrators: ['Add an administrator', 'Change: ada'],
      tokens: ['Add a token'],
    };
    for (const [place, names] of Object.entries(openers)) {
      await goTo(page, `/administration/${place}`);
      for (const name of names) {
        const opener = page.locator('.shell-main').getByRole('button', { name, exact: true }).first();
        const found = await visitDialog(page, opener);
        if (found.length > 0) faults[`${place}: ${name}`] = found;
      }
    }
    expect(faults).toEqual({});
  });
});
