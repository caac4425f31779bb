import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type ConsolePage,
  type ConsoleWorld,
  desktop,
  hasChromium,
  look,
  phone,
  picture,
  signInAsDriver,
  signInAsFleetOwner,
  startConsoleWorld,
  wall,
} from './support.ts';

describe.skipIf(!hasChromium())('the screen of a vehicle in a real browser', () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await startConsoleWorld();
  }, 120_000);
  afterAll(() => world?.stop());

  /** Pages that are left open go on drawing. */
  const opened: ConsolePage[] = [];
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.context().close();
  });

  async function open(path: string, options?: Parameters<ConsoleWorld['open']>[1]): Promise<ConsolePage> {
    const page = await world.open(path, options);
    page.setDefaultTimeout(45_000);
    opened.push(page);
    return page;
  }

  const [driving, parked] = ['e-208', 'DS 7'];

  async function asDriver(path: string, options?: Parameters<ConsoleWorld['open']>[1]): Promise<ConsolePage> {
    const page = await open(path, options);
    await signInAsDriver(page, world.person);
    return page;
  }

  /** From the list to a vehicle. */
  async function openVehicle(page: ConsolePage, name: string): Promise<void> {
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page
      .getByRole('heading', { name: /^(Doors and locks|Portes et serrures)$/ })
      .first()
      .waitFor();
  }

  it('lists the vehicles of a driver, finds one, and keeps what was looked for in the address', async () => {
    const page = await asDriver('/vehicles');
    await page.getByRole('heading', { name: '3 vehicles' }).waitFor();
    await look(page, 'vehicles-driver');
    await page.getByRole('searchbox').fill('c3');
    await page.getByRole('heading', { name: '1 vehicle' }).waitFor();
    expect(new URL(page.url()).searchParams.get('search')).toBe('c3');
    await page.reload();
    await page.getByRole('heading', { name: '1 vehicle' }).waitFor();
    await page.getByRole('searchbox').fill('nothing of the kind');
    await page.getByText('No vehicle matches').waitFor();
  });

  it('tells of each group when it was measured, when it came in, and from which source', async () => {
    const page = await asDriver('/vehicles');
    await openVehicle(page, driving);
    const motion = page.getByRole('region', { name: 'Motion' });
    for (const told of [/measured/, /received/, /source: /]) await motion.getByText(told).first().waitFor();
    await page.getByRole('region', { name: 'Battery', exact: true }).waitFor();
    await page.getByRole('meter', { name: 'Level: Battery' }).waitFor();
    await page.getByText('Nothing is hidden').waitFor();
    await page.locator('.map-canvas[data-drawn=yes]').waitFor({ timeout: 90_000 });
    await look(page, 'vehicle-driver');
  });

  it('follows the vehicle live: an open door is drawn, and said in words', async () => {
    const page = await asDriver('/vehicles');
    await openVehicle(page, parked);
    const doors = page.getByRole('region', { name: 'Doors and locks' }).first();
    await doors.getByText('Everything is closed').waitFor();
    const vin = world.vehicles.find(({ label }) => label === parked)?.vin ?? '';
    await world.fleet?.happen(vin, { kind: 'OpenDoor' } as never);
    await doors.getByText('One door is open').waitFor();
    await doors.scrollIntoViewIfNeeded();
    await look(page, 'vehicle-door-open');
  });

  it('draws a signal over a time that is chosen, zooms by keyboard, and has the same as a table', async () => {
    const page = await asDriver('/vehicles');
    await openVehicle(page, driving);
    const chart = page.getByRole('region', { name: 'Over time' });
    await chart.getByRole('img', { name: /^Speed: from/ }).waitFor();
    await chart.getByRole('button', { name: /Time/ }).click();
    await page.getByRole('option', { name: 'Last hour' }).click();
    await page.waitForURL(/period=PT1H/);
    await chart.getByRole('button', { name: 'Zoom in' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/zoom=/);
    await chart.getByRole('button', { name: 'Later' }).press('Enter');
    await chart.getByText('As a table').click();
    await chart.getByRole('table', { name: 'Values of Speed' }).waitFor();
    await chart.scrollIntoViewIfNeeded();
    await look(page, 'vehicle-chart');
    await page.reload();
    await chart.getByRole('img', { name: /^Speed: from/ }).waitFor();
    expect(page.url()).toMatch(/period=PT1H.*zoom=|zoom=.*period=PT1H/);
  });

  it('shows the call of the API with a command that can be copied', async () => {
    const page = await asDriver('/vehicles');
    await openVehicle(page, parked);
    const raw = page.getByRole('region', { name: 'The calls of the API' });
    await raw.getByText('The call of the API').first().click();
    await raw.getByText(/curl -sS -H "Authorization: Bearer \$TOKEN" .*\/status\?/).waitFor();
    await raw.getByText(/"provenance"/).waitFor();
  });

  it('shows the fleet owner the same, with units and words of French', async () => {
    const page = await open('/vehicles', { locale: 'fr-FR', colorScheme: 'dark' });
    await signInAsFleetOwner(page, world.owner);
    await page.getByRole('heading', { name: '3 véhicules' }).waitFor();
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Portes et serrures' }).first().waitFor();
    await page.getByRole('img', { name: /^Vitesse/ }).waitFor();
    await look(page, 'vehicle-owner-dark-fr');
  });

  it('fits a phone and a wall', async () => {
    const page = await asDriver('/vehicles', { viewport: phone });
    await look(page, 'vehicles-phone');
    await openVehicle(page, driving);
    await page.getByRole('img', { name: /^Speed/ }).waitFor();
    await look(page, 'vehicle-phone');
    await page.setViewportSize(wall);
    await look(page, 'vehicle-wall');
    await page.setViewportSize({ width: desktop.width, height: 4200 });
    await picture(page, 'vehicle-whole');
  });

  it('says so where there is no such vehicle', async () => {
    const page = await asDriver('/vehicles/nobody');
    await page.getByText('There is no such vehicle').waitFor();
    await look(page, 'vehicle-missing');
  });
});
