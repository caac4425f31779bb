import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addReader } from './reader.ts';
import {
  type ConsolePage,
  type ConsoleWorld,
  hasChromium,
  look,
  phone,
  signInAsDriver,
  startConsoleWorld,
  wall,
} from './support.ts';

describe.skipIf(!hasChromium())('my account in the console', () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await startConsoleWorld({ isAlive: false });
  }, 180_000);
  afterAll(() => world?.stop());

  async function openAccount(path = '/account', options = {}): Promise<ConsolePage> {
    const page = await world.open(path, options);
    await signInAsDriver(page, world.person);
    await page.getByRole('heading', { level: 1, name: /^(My account|Mon compte)$/ }).waitFor();
    return page;
  }

  it('says who I am, and leads to the pages that ask for the password', async () => {
    const page = await openAccount();
    await page.getByText(world.person.email, { exact: true }).waitFor();
    for (const [name, href] of [
      ['Change the password', '/account/password'],
      ['Download all my data (ZIP)', '/account/data.zip'],
      ['Delete my account and data', '/account/delete'],
    ] as const)
      expect(await page.getByRole('link', { name }).getAttribute('href')).toBe(href);
    await page.getByText(/ask for your password/).waitFor();
    await page
      .getByRole('table', { name: 'My vehicles' })
      .getByText(/the owner of the fleet Test fleet/)
      .first()
      .waitFor();
  });

  it('shows what an application may see and read, and takes it back', async () => {
    const { name, clientId, read } = await addReader(world, 'Fleet of one', ['data:position', 'data:trip']);
    await read(world.vehicles[0]?.vin ?? '');
    const page = await openAccount();
    const consent = page.getByRole('article', { name });
    await consent.getByText('see where your vehicle is and was').waitFor();
    await consent.getByRole('link', { name: 'What it read' }).click();
    await page.getByRole('table', { name: 'Access log' }).getByText('what vehicle it is').waitFor();
    expect(new URL(page.url()).searchParams.get('application')).toBe(clientId);
    await look(page, 'account');
    await consent.getByRole('button', { name: /Withdraw/ }).click();
    const dialog = page.getByRole('dialog', { name: `Withdraw the access of ${name}?` });
    await dialog.getByText(/ask you again/).waitFor();
    await dialog.getByRole('button', { name: 'Withdraw access' }).click();
    await page.getByText(`${name} has no access any more.`).waitFor();
    await consent.waitFor({ state: 'detached' });
    await expect(read(world.vehicles[0]?.vin ?? '')).rejects.toThrow('401');
  });

  it('filters the access log by vehicle, also from a link', async () => {
    const { read } = await addReader(world, 'Two cars', ['data:trip', 'data:position']);
    const [one, two] = world.vehicles;
    await read(one?.vin ?? '');
    await read(two?.vin ?? '');
    const page = await openAccount(`/account?vin=${two?.vin}`);
    const log = page.getByRole('table', { name: 'Access log' });
    await log
      .getByText(two?.label ?? '', { exact: true })
      .first()
      .waitFor();
    expect(await log.getByText(one?.label ?? '', { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: /Vehicle$/ }).press('Enter');
    await page.getByRole('option', { name: 'Every vehicle' }).click();
    await log
      .getByText(one?.label ?? '', { exact: true })
      .first()
      .waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('speaks French on a phone in the dark, and fills a wall', async () => {
    const page = await openAccount('/account', { locale: 'fr-FR', viewport: phone, colorScheme: 'dark' });
    await page.getByRole('article').first().waitFor();
    await look(page, 'account-phone-dark-fr');
    await page.setViewportSize(wall);
    await look(page, 'account-4k-dark-fr');
  });
});
