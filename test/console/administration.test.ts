import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAdministrator, type Role } from '../../src/store/people/administrators.ts';
import {
  type ConsolePage,
  type ConsoleWorld,
  hasChromium,
  look,
  type PageOptions,
  phone,
  picture,
  signInAsAdministrator,
  startConsoleWorld,
  wall,
} from './support.ts';

const password = 'correct horse battery';

describe.skipIf(!hasChromium())('the administration in the console', () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await startConsoleWorld();
    for (const role of ['viewer', 'operator'] as const)
      await addAdministrator(world.cloud.database, { name: role, password, role });
  }, 180_000);
  afterAll(() => world?.stop());

  async function openAs(role: Role, path: string, options: PageOptions = {}): Promise<ConsolePage> {
    const page = await world.open(path, options);
    await signInAsAdministrator(page, { name: role === 'admin' ? world.administrator.name : role, password });
    await page.getByRole('heading', { level: 1, name: 'Administration' }).waitFor();
    return page;
  }

  const dialog = (page: ConsolePage) => page.getByRole('dialog');
  const main = (page: ConsolePage) => page.locator('.shell-main');

  it('leads from registering an application to the first data of a vehicle', async () => {
    const page = await openAs('admin', '/administration/applications');
    await main(page).getByRole('link', { name: 'Register an application' }).click();
    await page.getByLabel('Name', { exact: true }).fill('My map');
    await look(page, 'administration-register-form');
    await page.getByRole('button', { name: 'Register', exact: true }).press('Enter');
    await page.getByText('My map is registered.').waitFor();
    await page.getByLabel('User (e-mail address or id)').fill('nobody@example.org');
    await page.getByRole('button', { name: 'Make the token' }).click();
    await page.getByRole('alert').waitFor();
    const user = page.getByRole('combobox', { name: 'User (e-mail address or id)' });
    await user.fill(world.person.email.slice(0, 5));
    await page.getByRole('option', { name: world.person.email }).waitFor();
    await picture(page, 'administration-user-picker');
    await user.fill(world.person.email);
    await user.press('ArrowDown');
    await user.press('Enter');
    await page.getByRole('button', { name: 'Make the token' }).press('Enter');
    const command = page.locator('pre', { hasText: '/status' });
    await command.waitFor();
    await look(page, 'administration-register-done');
    const [, authorization, url] = (await command.innerText()).match(/-H '([^']+)' \\\n\s+'([^']+)'/) ?? [];
    const token = authorization?.replace('Authorization: ', '') ?? '';
    const answer = await fetch(url ?? '', { headers: { authorization: token } });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ updatedAt: expect.any(String) });
  });

  it('renews the secret of an application, and limits it', async () => {
    const { clientId } = await world.cloud.addApplication();
    const page = await openAs('admin', `/administration/applications/${clientId}`);
    await page.getByRole('button', { name: 'New secret' }).click();
    await dialog(page).getByRole('button', { name: 'New secret' }).click();
    await page.getByText('client_secret', { exact: true }).waitFor();
    await page.getByText(/shown this once/).waitFor();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByRole('button', { name: 'Limits' }).click();
    await dialog(page).getByLabel('Calls a day').fill('1234');
    await dialog(page).getByRole('button', { name: 'Limits' }).click();
    await page.getByText('1234', { exact: true }).waitFor();
    await look(page, 'administration-application');
  });

  it('tries an import, enters it, and shows the secrets once', async () => {
    const page = await openAs('operator', '/administration/vehicles');
    await main(page).getByRole('link', { name: 'Import vehicles' }).click();
    const csv = 'vin,motorization,label\nVR1IMPORT1,Electric,Pool 1\nVR1IMPORT2,Steam,\n';
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'v.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('button', { name: 'Try it without entering anything' }).click();
    await page.getByText('1 new, 0 changed, 0 as they were, 1 refused').waitFor();
    await page.getByText(/motorization: Steam, expected/).waitFor();
    expect(await page.getByText(/are shown this once/).count()).toBe(0);
    await look(page, 'administration-import-dry-run');
    await page.getByRole('button', { name: 'Enter them' }).click();
    await dialog(page).getByRole('button', { name: 'Enter them' }).click();
    await page.getByText(/are shown this once/).waitFor();
    await page.getByRole('link', { name: 'VR1IMPORT1' }).click();
    await page.getByRole('heading', { name: 'Pool 1 · VR1IMPORT1' }).waitFor();
  });

  it('finds, enters, pairs and removes vehicles', async () => {
    const page = await openAs('operator', '/administration/vehicles?vinPrefix=VR1VIEW');
    const table = page.getByRole('table', { name: 'Vehicles' });
    await table.getByRole('link', { name: world.vehicles[0]?.vin ?? '' }).waitFor();
    await look(page, 'administration-vehicles');
    await page.getByLabel('VIN begins with').fill('VR1NONE');
    await page.getByLabel('VIN begins with').press('Enter');
    await page.getByText('None is like that').waitFor();
    await page.getByRole('button', { name: 'Add a vehicle' }).click();
    await dialog(page).getByLabel('VIN', { exact: true }).fill('VR1NONE1');
    await look(page, 'administration-vehicle-form');
    await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('heading', { name: 'The vehicle VR1NONE1 is entered' }).waitFor();
    await look(page, 'administration-secret');
    await table.getByRole('link', { name: 'VR1NONE1' }).click();
    await page.getByRole('button', { name: 'Pairing code' }).click();
    await dialog(page).getByRole('button', { name: 'Pairing code' }).click();
    await page.getByRole('heading', { name: /^The pairing code, good until/ }).waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await dialog(page)
      .getByText(/cannot be undone/)
      .waitFor();
    await dialog(page).getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('table', { name: 'Vehicles' }).waitFor();
    expect(await page.getByRole('link', { name: 'VR1NONE1' }).count()).toBe(0);
  });

  it('looks after users, fleets and partners', async () => {
    const page = await openAs('admin', '/administration/partners');
    await page.getByRole('button', { name: 'Add a partner' }).click();
    await dialog(page).getByLabel('Login').fill('ACME');
    await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('heading', { name: 'The partner ACME is entered' }).waitFor();
    await main(page).getByRole('link', { name: 'Fleets' }).click();
    await page.getByRole('button', { name: 'Add a fleet' }).click();
    await dialog(page).getByLabel('Partner').fill('ACME');
    await dialog(page).getByLabel('Name').fill('Vans');
    await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('link', { name: 'Vans' }).click();
    await page.getByRole('button', { name: 'Put a vehicle in' }).click();
    await dialog(page).getByLabel('VIN').fill('VR1NOTHERE');
    await dialog(page).getByRole('button', { name: 'Put a vehicle in' }).click();
    await dialog(page).getByRole('alert').waitFor();
    await dialog(page)
      .getByLabel('VIN')
      .fill(world.vehicles[1]?.vin ?? '');
    await dialog(page).getByRole('button', { name: 'Put a vehicle in' }).click();
    await page.getByRole('table', { name: 'Vehicles in it' }).getByRole('link').waitFor();
    await main(page).getByRole('link', { name: 'Users', exact: true }).click();
    await page.getByRole('link', { name: world.person.email }).click();
    await page.getByRole('table', { name: 'Vehicles' }).getByRole('row').nth(3).waitFor();
    await look(page, 'administration-user');
  });

  it('says what a vehicle can do and how it is woken, and changes both', async () => {
    const vin = world.vehicles[1]?.vin ?? '';
    const page = await openAs('operator', `/administration/vehicles/${vin}`);
    const table = page.getByRole('table', { name: 'What it can tell and do' });
    await table.getByText(/lock and unlock, sound the horn/).waitFor();
    await page.getByRole('button', { name: 'Change: What it can do' }).click();
    await dialog(page).getByRole('checkbox', { name: 'sound the horn' }).press('Space');
    await look(page, 'administration-abilities-form');
    await dialog(page).getByRole('button', { name: 'Change' }).press('Enter');
    await table.getByText(/lock and unlock, flash the lights/).waitFor();
    await page.getByRole('button', { name: 'Change: How it is woken' }).click();
    await dialog(page)
      .getByRole('button', { name: /How it is woken/ })
      .press('ArrowDown');
    await page.getByRole('option', { name: 'by MQTT' }).click();
    await dialog(page).getByRole('button', { name: 'Change', exact: true }).click();
    await table.getByText('by MQTT').waitFor();
    await look(page, 'administration-abilities');
    await page.getByRole('button', { name: 'Usual capabilities' }).click();
    await dialog(page).getByRole('button', { name: 'Usual capabilities' }).click();
    await table.getByText(/lock and unlock, sound the horn/).waitFor();
    await table.getByText('by MQTT').waitFor();
  });

  it('enters the number to call about stolen vehicles', async () => {
    const page = await openAs('admin', '/administration/call-centers');
    await page.getByRole('button', { name: 'Change: Chile' }).click();
    await dialog(page).getByLabel('Number').fill('+56 2 1234');
    await dialog(page).getByRole('button', { name: 'Change' }).click();
    await page
      .getByRole('row', { name: /Chile \(CL\)/ })
      .getByText('+56 2 1234')
      .waitFor();
    await look(page, 'administration-call-centers');
    await page.getByRole('button', { name: 'Remove: Chile' }).click();
    await look(page, 'administration-call-center-remove');
    await dialog(page).getByRole('button', { name: 'Remove' }).click();
    await page
      .getByRole('row', { name: /Chile \(CL\)/ })
      .getByText('none')
      .waitFor();
    expect(await page.getByRole('button', { name: 'Remove: Chile' }).count()).toBe(0);
  });

  it('shows what a vehicle sent that could not be read, and drives it through again', async () => {
    const vin = world.vehicles[2]?.vin ?? '';
    await world.cloud.database.pool.query(
      `insert into dead_letters (vehicle_id, channel, received_at, reason, payload)
       select id, 'reports', now(), 'half of a message', '{"id":"1","at":"2026-'::bytea from vehicles where vin = $1`,
      [vin],
    );
    const page = await openAs('operator', `/administration/dead-letters?vin=${vin}`);
    const row = page.getByRole('row', { name: /half of a message/ });
    await row.waitFor();
    await look(page, 'administration-dead-letters');
    await row.getByRole('link').first().click();
    await page.locator('pre', { hasText: '{"id":"1","at":"2026-' }).waitFor();
    await page.getByRole('button', { name: 'Drive through again' }).click();
    await dialog(page).getByRole('button', { name: 'Drive through again' }).click();
    await page.getByRole('heading', { name: '1 driven through again' }).waitFor();
  });

  it('offers a viewer nothing to change, and says why', async () => {
    const page = await openAs('viewer', '/administration/vehicles');
    await page.getByRole('table', { name: 'Vehicles' }).waitFor();
    await page.getByText(/Not offered: Import vehicles, Add a vehicle \(needs the role operator\)/).waitFor();
    expect(await page.getByRole('button', { name: 'Add a vehicle' }).count()).toBe(0);
    await look(page, 'administration-viewer');
    await main(page).getByRole('link', { name: 'Audit log' }).click();
    await page.getByText(/this needs the role admin/).waitFor();
    await look(page, 'administration-not-allowed');
    await page.goto(`${world.cloud.baseUrl}/console/administration/import`);
    await signInAsAdministrator(page, { name: 'viewer', password });
    await page.getByText(/this needs the role operator/).waitFor();
  });

  it('tells an administrator who changed what', async () => {
    const page = await openAs('admin', '/administration/audit?operation=addPartner');
    const row = page.getByRole('row', { name: /addPartner/ }).first();
    await row.waitFor();
    await row.locator('summary').click();
    await look(page, 'administration-audit');
  });

  it('counts what comes in, again and again', async () => {
    const page = await openAs('viewer', '/administration');
    const rates = page.getByRole('region', { name: 'Rates' });
    await rates.getByRole('img').first().waitFor();
    await page.getByText('No callback fails').waitFor();
    await page.waitForResponse((response) => response.url().endsWith('/admin/v1/health'));
    await look(page, 'administration-health');
    await page.setViewportSize(wall);
    await look(page, 'administration-health-4k');
  });

  it('speaks French on a phone in the dark', async () => {
    const page = await world.open('/administration/health', {
      locale: 'fr-FR',
      viewport: phone,
      colorScheme: 'dark',
    });
    await signInAsAdministrator(page, world.administrator);
    await page.getByRole('heading', { name: 'Débits' }).waitFor();
    await look(page, 'administration-health-phone-dark-fr');
    await main(page).getByRole('link', { name: 'Véhicules', exact: true }).click();
    await page.getByRole('table', { name: 'Véhicules' }).waitFor();
    await look(page, 'administration-vehicles-phone-dark-fr');
  });
});
