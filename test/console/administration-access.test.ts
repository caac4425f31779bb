import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAdministrator } from '../../src/store/people/administrators.ts';
import {
  type ConsolePage,
  type ConsoleWorld,
  hasChromium,
  look,
  signInAsAdministrator,
  startConsoleWorld,
} from './support.ts';

const password = 'correct horse battery';

describe.skipIf(!hasChromium())('who comes in to the administration, in the console', () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await startConsoleWorld({ isAlive: false });
  }, 180_000);
  afterAll(() => world?.stop());

  const dialog = (page: ConsolePage) => page.getByRole('dialog');
  const main = (page: ConsolePage) => page.locator('.shell-main');

  it('changes the password of who is signed in, and goes on', async () => {
    const own = { name: 'vera', password, role: 'viewer' as const };
    await addAdministrator(world.cloud.database, own);
    const page = await world.open('/administration/password');
    await signInAsAdministrator(page, own);
    const fill = async (old: string, next: string, again = next) => {
      await page.getByLabel('Password until now').fill(old);
      await page.getByLabel('New password', { exact: true }).fill(next);
      await page.getByLabel('New password, once more').fill(again);
      await page.getByRole('button', { name: 'Change it' }).click();
    };
    await fill(password, 'battery staple', 'battery stable');
    await page.getByRole('alert').filter({ hasText: 'not the same' }).waitFor();
    await fill('guessed', 'battery staple');
    await page.getByRole('alert').filter({ hasNotText: 'not the same' }).waitFor();
    await look(page, 'administration-password');
    await fill(password, 'battery staple');
    await page.getByRole('heading', { name: 'Your password is changed.' }).waitFor();
    await main(page).getByRole('link', { name: 'Vehicles', exact: true }).click();
    await page.getByRole('table', { name: 'Vehicles' }).waitFor();
    await page.goto(`${world.cloud.baseUrl}/console/administration/password`);
    await signInAsAdministrator(page, { name: own.name, password: 'battery staple' });
    await page.getByLabel('Password until now').waitFor();
  });

  it('shows who is signed in, and puts them out', async () => {
    const own = { name: 'otto', password, role: 'viewer' as const };
    await addAdministrator(world.cloud.database, own);
    const signedIn = await fetch(`${world.cloud.baseUrl}/admin/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: own.name, password }),
    });
    const { token } = (await signedIn.json()) as { token: string };
    const page = await world.open('/administration/sessions');
    await signInAsAdministrator(page, world.administrator);
    const row = page.getByRole('row', { name: /otto/ });
    await row.getByText('127.0.0.1').waitFor();
    const mine = page.getByRole('row', { name: /ada \(this one\)/ });
    await mine.waitFor();
    expect(await mine.getByRole('button').count()).toBe(0);
    await look(page, 'administration-sessions');
    await row.getByRole('button', { name: /^End/ }).click();
    await dialog(page).getByRole('button', { name: 'End', exact: true }).click();
    await row.waitFor({ state: 'detached' });
    const asked = await fetch(`${world.cloud.baseUrl}/admin/v1/sessions/current`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(asked.status).toBe(401);
    await main(page).getByRole('link', { name: 'Audit log' }).click();
    await page
      .getByRole('row', { name: /endSession/ })
      .first()
      .waitFor();
  });
});
