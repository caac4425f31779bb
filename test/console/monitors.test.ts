import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addVehicle, linkVehicle } from '../../src/store/vehicles/enrolment.ts';
import { openWebhookSink } from '../support/subscribers/webhook-sink.ts';
import {
  type ConsoleWorld,
  desktop,
  hasChromium,
  look,
  phone,
  signInAsDriver,
  signInAsFleetOwner,
  startConsoleWorld,
  wall,
} from './support.ts';

describe.skipIf(!hasChromium())('monitors in the console', () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await startConsoleWorld({
      historyDays: 2,
      settings: { ROADWIRE_WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' },
    });
  }, 240_000);
  afterAll(() => world?.stop());

  const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

  async function choose(page: Page, label: string | RegExp, option: string | RegExp): Promise<void> {
    await page.getByRole('button', { name: label }).click();
    await page.getByRole('option', { name: option }).click();
  }

  /** From the screen of a vehicle to its monitors. */
  async function monitorsOf(page: Page, vehicle: string): Promise<void> {
    await page.getByRole('link', { name: 'Vehicles', exact: true }).click();
    await page.getByRole('link', { name: new RegExp(vehicle) }).click();
    await page.locator('.vehicle-links').getByRole('link', { name: 'Monitors' }).click();
    await page.getByRole('heading', { name: `Monitors of ${vehicle}` }).waitFor();
  }

  it('tell a driver in the console when a value is passed, without a webhook', async () => {
    const page = await world.open('/monitors');
    await signInAsDriver(page, world.person);
    await page.getByText('No monitors yet').waitFor();
    await look(page, 'monitors-none');
    await page.getByRole('link', { name: 'Build a monitor' }).click();
    await page.getByRole('button', { name: 'Drives fast' }).click();
    await choose(page, /Vehicle/, 'e-208');
    await page.getByLabel(/Compared with/).fill('1');
    await region(page, 'In words').getByText('Speed is above 1 km/h').first().waitFor();
    await region(page, 'Try it on the past').getByRole('button', { name: 'Try it', exact: true }).click();
    await page.getByText(/events? in .* reports/).waitFor();
    await look(page, 'monitors-dry-run');
    await page.getByRole('button', { name: 'Create the monitor' }).click();
    await page.getByRole('heading', { name: 'Drives fast' }).waitFor();
    await region(page, 'Events').getByText(/km\/h/).first().waitFor({ timeout: 90_000 });
    await look(page, 'monitors-events');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'All monitors' }).click();
    await page.getByRole('article', { name: 'Drives fast' }).waitFor();
    await look(page, 'monitors-list');
    await page.setViewportSize(wall);
    await look(page, 'monitors-list-4k');
    await page.setViewportSize(desktop);
    await monitorsOf(page, 'C3');
    await page.getByText('No monitors yet').waitFor();
    await monitorsOf(page, 'e-208');
    await page.getByRole('article', { name: 'Drives fast' }).waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No monitors yet').waitFor();
  });

  it('are combined of places, times and values', async () => {
    const page = await world.open('/monitors/new?example=leave', { colorScheme: 'dark' });
    await signInAsDriver(page, world.person);
    await page.getByRole('heading', { name: 'Build a monitor' }).waitFor();
    await page.getByLabel('Latitude of the middle').fill('48.85');
    await page.getByLabel('Longitude of the middle').fill('2.35');
    await page.getByRole('button', { name: 'Add a time' }).click();
    await page.getByRole('button', { name: 'Add a group' }).click();
    await page.getByLabel(/Compared with/).fill('50');
    const value = page.getByRole('region', { name: 'Condition C' });
    await value.getByRole('button', { name: 'not', exact: true }).click();
    await page.getByRole('code').filter({ hasText: 'A & B & !C' }).waitFor();
    await page.getByLabel('Calendar weeks').fill('1-12, 40');
    await page.getByRole('toolbar', { name: 'Days' }).getByRole('button', { name: 'Sun' }).click();
    await look(page, 'monitors-builder-dark');
    await page.getByRole('button', { name: 'Create the monitor' }).click();
    await page.getByRole('heading', { name: 'Leaves an area' }).waitFor();
    await page.getByRole('link', { name: 'Change' }).click();
    await page.getByRole('code').filter({ hasText: 'A & B & !C' }).waitFor();
    expect(await page.getByLabel('Calendar weeks').inputValue()).toBe('1-12, 40');
  });

  it('mark what is missing, and what the server refuses, at its field', async () => {
    const page = await world.open('/monitors/new', { locale: 'fr-FR', viewport: phone });
    await signInAsDriver(page, world.person);
    await page.getByRole('button', { name: 'Ajouter un lieu' }).click();
    await page.getByRole('button', { name: 'Créer la surveillance' }).click();
    await page.getByText('Dessinez une zone, ou tapez son centre.').waitFor();
    await page.getByText('Il manque un nom.').waitFor();
    await look(page, 'monitors-missing-phone-fr');
    await page.getByLabel('Nom').fill('Chez moi');
    await page.getByLabel('Latitude du centre').fill('95');
    await page.getByRole('button', { name: 'Créer la surveillance' }).click();
    await page
      .getByText(/degrees from -90 to 90/)
      .first()
      .waitFor();
  });

  it('tell a fleet owner through a webhook, and show what became of it', async () => {
    const sink = await openWebhookSink();
    const page = await world.open('/monitors/new?example=speed');
    await signInAsFleetOwner(page, world.owner);
    await page.getByLabel(/Compared with/).fill('1');
    await choose(page, /Where to/, 'A new webhook');
    await page.getByLabel('Address').fill(sink.url);
    await page.getByRole('button', { name: 'Create the monitor' }).click();
    await page
      .getByRole('dialog')
      .getByText(/whsec_/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Send a test ping' }).click();
    const deliveries = page.getByRole('table', { name: 'Deliveries' });
    await deliveries.getByText('Delivered').first().waitFor();
    await deliveries.locator('summary').first().click();
    await deliveries
      .getByText(/HTTP 2\d\d/)
      .first()
      .waitFor();
    await look(page, 'monitors-deliveries');
    await sink.stop();
  });

  it('of a fleet are watched in the console alone as well', async () => {
    const page = await world.open('/monitors/new?example=speed');
    await signInAsFleetOwner(page, world.owner);
    await page.getByLabel('Name', { exact: true }).fill('Here alone');
    await page.getByLabel(/Compared with/).fill('1');
    await page.getByRole('button', { name: 'Create the monitor' }).click();
    await page.getByRole('heading', { name: 'Here alone' }).waitFor();
    await region(page, 'Events').getByText(/km\/h/).first().waitFor({ timeout: 90_000 });
    await page.getByText('Running', { exact: true }).waitFor();
  });

  it('are built for a vehicle of which nobody knows where it is', async () => {
    const { database } = world.cloud;
    const { vehicleId } = await addVehicle(database, {
      vin: 'VR1NOWHERE0000001',
      motorization: 'Thermic',
      label: 'Nowhere',
    });
    const key = await linkVehicle(database, world.person.userId, vehicleId);
    const page = await world.open(`/monitors/new?example=leave&vehicle=${key}`);
    await signInAsDriver(page, world.person);
    await region(page, 'In words').getByText('outside a circle').first().waitFor();
    await page.getByRole('button', { name: 'Create the monitor' }).waitFor();
  });
});
