import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ConsolePage,
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

describe.skipIf(!hasChromium())('remote actions in the console', () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await startConsoleWorld();
  }, 180_000);
  afterAll(() => world?.stop());

  const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
  /** The newest action of a kind that is followed at the side. */
  const followed = (page: Page, name: string) =>
    card(page, 'Under way and just done').getByRole('article', { name, exact: true }).first();

  async function unlock(page: Page): Promise<void> {
    await card(page, 'Doors').getByRole('button', { name: 'Unlock' }).click();
    const dialog = page.getByRole('dialog', { name: 'Unlock the doors?' });
    await dialog.getByRole('button', { name: 'Unlock' }).click();
  }

  async function choose(page: ConsolePage, label: string): Promise<void> {
    await page.getByRole('link', { name: label }).click();
    await card(page, 'Doors').waitFor();
  }

  it('unlock and lock a parked car, and tell each step', async () => {
    const page = await world.open('/remote');
    await signInAsDriver(page, world.person);
    await page.getByRole('link', { name: 'DS 7' }).waitFor();
    await look(page, 'remote-choose');
    await choose(page, 'DS 7');
    await card(page, 'The vehicle now').getByText('Locked', { exact: true }).waitFor();
    await unlock(page);
    await followed(page, 'Doors').getByText('Success', { exact: true }).waitFor();
    await card(page, 'Doors').getByText('Unlocked', { exact: true }).waitFor();
    await card(page, 'Doors').getByRole('button', { name: 'Lock', exact: true }).click();
    await card(page, 'Doors').getByText('Locked', { exact: true }).waitFor();
    await page.getByRole('table', { name: 'History' }).getByRole('row').nth(2).waitFor();
    await look(page, 'remote-driver');
    await page.setViewportSize(wall);
    await look(page, 'remote-4k');
    await page.setViewportSize(desktop);
    await page.reload();
    await page.getByRole('table', { name: 'History' }).getByRole('row').nth(2).waitFor();
  });

  it('lock a car that is driven, and say why it refuses what it refuses', async () => {
    const page = await world.open('/remote', { colorScheme: 'dark' });
    await signInAsDriver(page, world.person);
    await choose(page, 'e-208');
    await card(page, 'Doors').getByRole('button', { name: 'Lock', exact: true }).click();
    await followed(page, 'Doors').getByText('Success', { exact: true }).waitFor();
    await card(page, 'Horn and lights').getByText('refused until it stands').waitFor();
    await card(page, 'Horn and lights').getByRole('button', { name: 'Sound the horn' }).click();
    await followed(page, 'Horn').getByText('Failed', { exact: true }).waitFor();
    await followed(page, 'Horn')
      .getByText(/Somebody is using it/)
      .waitFor();
    await look(page, 'remote-refused-dark');
  });

  it('say what a car without a plug cannot do', async () => {
    const page = await world.open('/remote');
    await signInAsDriver(page, world.person);
    await choose(page, 'C3');
    await card(page, 'Charging')
      .getByText(/cannot do that/)
      .waitFor();
    expect(await card(page, 'Charging').getByRole('button').count()).toBe(0);
  });

  it('send a way that was chosen on the map and typed', async () => {
    const page = await world.open('/remote');
    await signInAsDriver(page, world.person);
    await choose(page, 'C3');
    const way = card(page, 'Navigation');
    await way.getByText('Choose on the map').click();
    // By keyboard: where the browser draws maps without a graphics card, they hardly ever hold still for a press.
    await way.locator('[data-drawn=yes]').waitFor({ timeout: 90_000 });
    await way.locator('canvas').focus();
    await page.keyboard.press('Space');
    await way
      .getByRole('listitem')
      .filter({ hasText: /^Destination/ })
      .waitFor();
    await way.getByLabel('Latitude').fill('52.5');
    await way.getByLabel('Longitude').fill('13.4');
    await way.getByRole('button', { name: 'Add a stop' }).click();
    await way.getByText('Stop 1').waitFor();
    await look(page, 'remote-navigation');
    await way.getByRole('button', { name: 'Send to the vehicle' }).click();
    await followed(page, 'Navigation').getByText('Success', { exact: true }).waitFor();
  });

  it('speak French on a phone, and take every kind of form', async () => {
    const page = await world.open('/remote', { locale: 'fr-FR', viewport: phone });
    await signInAsDriver(page, world.person);
    await page.getByRole('link', { name: 'DS 7' }).click();
    const climate = card(page, 'Préconditionnement');
    await climate.getByText('Programmes', { exact: true }).click();
    await climate.getByRole('button', { name: 'Régler le programme' }).click();
    const under = card(page, 'En cours et à l’instant');
    await under
      .getByRole('article', { name: 'Préconditionnement' })
      .getByText('Réussi', { exact: true })
      .waitFor();
    await look(page, 'remote-phone-fr');
  });

  it('are a fleet owner’s as well, and those against theft theirs alone', async () => {
    const page = await world.open('/remote');
    await signInAsFleetOwner(page, world.owner);
    await page.getByRole('link', { name: new RegExp(world.vehicles[1]?.vin ?? '') }).click();
    await card(page, 'Horn and lights').getByRole('button', { name: 'Sound the horn' }).click();
    await followed(page, 'Horn').getByText('Success', { exact: true }).waitFor();
    await card(page, 'Theft').getByRole('button', { name: 'Report as stolen' }).click();
    await look(page, 'remote-confirm');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await card(page, 'Theft').getByRole('button', { name: 'Immobilize', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Immobilize' }).click();
    await followed(page, 'Immobilization').getByText('Success', { exact: true }).waitFor();
    await look(page, 'remote-fleet');
  });
});
