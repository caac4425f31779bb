import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import {
  type ConsolePage,
  type ConsoleWorld,
  hasChromium,
  look,
  phone,
  picture,
  signInAsDriver,
  signInAsFleetOwner,
  startConsoleWorld,
  wall,
} from './support.ts';

/** What a page with a map may take on a machine that draws it without a graphics card. */
const patienceMs = 45_000;

describe.skipIf(!hasChromium())('the timeline in a real browser', () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await startConsoleWorld();
    await happen('e-208', { kind: 'WarningLamp', type: 'BrakingSystemFailure' });
    await happen('C3', { kind: 'WarningLamp', type: 'AddWasherFluid' });
    await happen('e-208', { kind: 'Collision', severity: 'Minor' });
    await happen('DS 7', { kind: 'Alarm' });
    await entered('alerts', 2);
    await entered('collisions', 1);
    await entered('alarms', 1);
  }, 180_000);
  afterAll(() => world?.stop());

  async function happen(label: string, happening: { kind: string } & Record<string, string>): Promise<void> {
    const vin = world.vehicles.find((one) => one.label === label)?.vin ?? '';
    await eventually(
      `${happening.kind} happens to ${label}`,
      async () => (await world.fleet?.happen(vin, happening))?.outcome === 'done',
    );
  }

  const entered = (table: 'alerts' | 'collisions' | 'alarms', least: number) =>
    eventually(
      `${least} ${table}`,
      async () => {
        const { rows } = await world.cloud.database.pool.query(`select count(*)::int as count from ${table}`);
        return rows[0].count >= least;
      },
      60_000,
    );

  async function asDriver(path: string, options?: Parameters<ConsoleWorld['open']>[1]): Promise<ConsolePage> {
    const page = await world.open(path, options);
    page.setDefaultTimeout(patienceMs);
    await signInAsDriver(page, world.person);
    return page;
  }

  async function asOwner(path: string, options?: Parameters<ConsoleWorld['open']>[1]): Promise<ConsolePage> {
    const page = await world.open(path, options);
    page.setDefaultTimeout(patienceMs);
    await signInAsFleetOwner(page, world.owner);
    return page;
  }

  const event = (page: ConsolePage, text: string | RegExp) => page.locator('.event', { hasText: text });

  it('has everything in one list, open ones first, and on the map', async () => {
    const page = await asDriver('/events');
    await event(page, 'Brakes: failure').first().waitFor();
    await event(page, 'Collision: ').first().waitFor();
    await event(page, 'Alarm went off').first().waitFor();
    await page.locator('.event-map canvas').waitFor();
    const isOpen = await page
      .locator('.event')
      .evaluateAll((all) => all.map((one) => one.hasAttribute('data-open')));
    expect(isOpen).toEqual([...isOpen].sort((one, other) => Number(other) - Number(one)));
    expect(isOpen[0]).toBe(true);
    await page.getByText('Thefts are told to fleet owners alone.').waitFor();
    await look(page, 'timeline-driver');
  });

  it('opens one by keyboard: since when, how grave, where, on which trips; the link leads back to it', async () => {
    const page = await asDriver('/events');
    const brakes = event(page, 'Brakes: failure').first();
    await brakes.getByRole('button').press('Enter');
    await brakes.getByText('Not to be driven before it is seen to.').waitFor();
    await brakes.getByText('still lasts').first().waitFor();
    await brakes.locator('.place').first().waitFor();
    await page.waitForURL(/event=alert-/);
    await look(page, 'timeline-alert');
    await page.reload();
    await event(page, 'Brakes: failure').getByText('Not to be driven').waitFor();
    await event(page, 'Brakes: failure').getByRole('link', { name: 'the trip' }).click();
    await page.waitForURL(/\/trips\/[0-9a-f]+$/);
  });

  it('finds the place of a collision along the way of its trip', async () => {
    const page = await asDriver('/events?kinds=collision');
    const collision = event(page, 'Collision: ').first();
    await collision.getByRole('button').click();
    await collision.getByText('Where the vehicle was then, by the way of its trip').waitFor();
    await look(page, 'timeline-collision');
  });

  it('filters by kind, severity and vehicle, in the address', async () => {
    const page = await asDriver('/events');
    await event(page, 'Washer fluid is low').first().waitFor();
    await page.getByRole('button', { name: /Severity/ }).click();
    await page.getByRole('option', { name: 'critical only' }).click();
    await event(page, 'Washer fluid is low').first().waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: 'Alarms', exact: true }).uncheck();
    await event(page, 'Alarm went off').first().waitFor({ state: 'detached' });
    await page.reload();
    await event(page, 'Brakes: failure').first().waitFor();
    expect(await page.getByRole('checkbox', { name: 'Alarms', exact: true }).isChecked()).toBe(false);
    await page.getByLabel('From day').fill('2031-01-01');
    await page.getByText('Nothing matches').waitFor();
    await look(page, 'timeline-nothing');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await event(page, 'Washer fluid is low').first().waitFor();
    await page.getByRole('button', { name: /^Vehicle|Vehicle$/ }).click();
    await page.getByRole('option', { name: 'DS 7' }).click();
    await event(page, 'Brakes: failure').first().waitFor({ state: 'detached' });
    await event(page, 'Alarm went off').first().waitFor();
  });

  it('lets new ones come in live, and go out', async () => {
    const page = await asOwner('/events');
    await event(page, 'Brakes: failure').first().waitFor();
    await happen('C3', { kind: 'WarningLamp', type: 'EngineOilPressureFailure' });
    const pressure = event(page, 'Oil pressure: failure').first();
    await pressure.getByText('still lasts').waitFor();
    await happen('C3', { kind: 'ClearLamp', type: 'EngineOilPressureFailure' });
    await pressure.getByText('still lasts').waitFor({ state: 'detached' });
    await pressure.getByText(/lasted/).waitFor();
  });

  it('tells a fleet owner of a theft, with its way, in French and in the dark, on a phone and on a wall', async () => {
    const page = await asOwner('/events', { locale: 'fr-FR', colorScheme: 'dark', viewport: phone });
    await event(page, 'Freins : défaillance').first().waitFor();
    await happen('DS 7', { kind: 'Steal' });
    const theft = event(page, /^Volé/).first();
    await theft.getByText('dure encore').first().waitFor();
    await look(page, 'timeline-owner-phone-dark-fr');
    await theft.getByRole('button').click();
    await page.getByText('La ligne rouge est son tracé pendant le vol.').waitFor();
    await look(page, 'timeline-theft-phone-dark-fr');
    await page.setViewportSize(wall);
    await look(page, 'timeline-theft-wall-dark-fr');
    await happen('DS 7', { kind: 'EndTheft' });
    await theft.getByText('dure encore').first().waitFor({ state: 'detached' });
  });

  it('is there of one vehicle, and says what privacy mode withholds', async () => {
    await happen('C3', { kind: 'PrivacyMode', mode: 'Full' });
    const page = await asDriver('/vehicles');
    await page.getByRole('link', { name: 'C3', exact: true }).click();
    await page.waitForURL(/\/vehicles\/[^/]+$/);
    await page.goto(`${page.url()}/events`);
    await page.getByRole('heading', { name: 'Events of C3' }).waitFor();
    await page.getByText('C3: privacy mode hides everything').waitFor({ timeout: 70_000 });
    await look(page, 'timeline-withheld');
    await page.goto(page.url().replace(/vehicles\/[^/]+/, 'vehicles/nobody'));
    await page.getByText('There is no such vehicle').waitFor();
    await picture(page, 'timeline-missing');
  });
});
