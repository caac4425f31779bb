import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
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

describe.skipIf(!hasChromium())('the screens of trips in a real browser', () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await startConsoleWorld({ historyDays: 2 });
    // Those of the days before are told first; they are there once each vehicle has some.
    await eventually(
      'trips that have ended',
      async () => {
        const { rows } = await world.cloud.database.pool.query(
          'select count(distinct vehicle_id)::int as count from trips where ended_at is not null',
        );
        return rows[0].count === world.vehicles.length;
      },
      90_000,
    );
  }, 240_000);
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

  async function asDriver(path: string, options?: Parameters<ConsoleWorld['open']>[1]): Promise<ConsolePage> {
    const page = await open(path, options);
    await signInAsDriver(page, world.person);
    return page;
  }

  const trips = (page: ConsolePage) => page.locator('.trip-link');

  /** The map draws by software here, which takes its time. */
  const drawn = (page: ConsolePage) =>
    page.locator('.map-canvas[data-drawn=yes]').waitFor({ timeout: 90_000 });

  /** The newest trip that is over. */
  async function openTrip(page: ConsolePage): Promise<void> {
    await page
      .locator('tr', { hasText: /complete|complet|missing|manquant/ })
      .locator('.trip-link')
      .first()
      .click();
    await page.getByRole('slider').waitFor();
    await drawn(page);
  }

  it('lists the trips of all vehicles, the newest first, and keeps the filters in the address', async () => {
    const page = await asDriver('/trips');
    await trips(page).first().waitFor();
    const times = await page
      .locator('.trip-link time')
      .evaluateAll((all) => all.map((one) => one.getAttribute('datetime')));
    expect(times).toEqual([...times].sort().reverse());
    await look(page, 'trips-driver');
    const before = await page.getByRole('heading', { name: /^\d+ trips$/ }).textContent();
    await page.getByLabel('At least (km)').fill('2.4');
    await page.getByLabel('At least (km)').press('Enter');
    await page.waitForURL(/leastKm=2\.4/);
    await page.getByRole('button', { name: 'Clear filters' }).waitFor();
    await page.reload();
    expect(await page.getByLabel('At least (km)').inputValue()).toBe('2.4');
    await page.getByLabel('At least (minutes)').fill('100000');
    await page.getByLabel('At least (minutes)').press('Enter');
    await page.getByText('No trip matches').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await trips(page).first().waitFor();
    expect(Number.parseInt(before ?? '', 10)).toBeGreaterThan(2);
  });

  it('shows a trip on the map and over time, and replays it by keyboard', async () => {
    const page = await asDriver('/trips');
    await openTrip(page);
    await page.getByRole('img', { name: /^Speed: from/ }).waitFor();
    await page.getByRole('heading', { name: 'Battery and fuel' }).waitFor();
    const slider = page.getByRole('slider', { name: 'Moment of the trip' });
    await slider.focus();
    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/at=\d+/);
    await look(page, 'trip-driver');
    const before = Number(await slider.inputValue());
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await eventually('the replay goes on', async () => Number(await slider.inputValue()) > before);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    const rested = await slider.inputValue();
    await page.reload();
    await slider.waitFor();
    expect(Math.abs(Number(await slider.inputValue()) - Number(rested))).toBeLessThan(2);
  });

  it('colours the way by consumption, and says what the colours mean', async () => {
    const page = await asDriver('/trips');
    await openTrip(page);
    await page.locator('.way-legend', { hasText: 'speed' }).waitFor();
    await page.getByRole('button', { name: /Coloured by/ }).click();
    await page.getByRole('option', { name: 'consumption' }).click();
    await page.locator('.way-legend', { hasText: 'consumption' }).waitFor();
    await page.waitForURL(/colour=use/);
    await look(page, 'trip-consumption');
    await page.setViewportSize({ width: desktop.width, height: 2200 });
    await drawn(page);
    await picture(page, 'trip-whole');
  });

  it('gives the way and the data as files', async () => {
    const page = await asDriver('/trips');
    await openTrip(page);
    for (const [name, begins] of [
      ['GPX', /<gpx/],
      ['GeoJSON', /"FeatureCollection"/],
      ['CSV', /createdAt/],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name, exact: true }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`^trip-.*\\.${name.toLowerCase()}$`));
      expect(await readFile(await download.path(), 'utf8')).toMatch(begins);
    }
  });

  it('shows a fleet owner the trips of the fleet, in French and in the dark, on a phone and on a wall', async () => {
    const page = await open('/trips', { locale: 'fr-FR', colorScheme: 'dark', viewport: phone });
    await signInAsFleetOwner(page, world.owner);
    await trips(page).first().waitFor();
    await look(page, 'trips-owner-phone-dark-fr');
    await openTrip(page);
    await page.getByRole('img', { name: /^Vitesse/ }).waitFor();
    await look(page, 'trip-owner-phone-dark-fr');
    await page.setViewportSize(wall);
    await drawn(page);
    await look(page, 'trip-owner-wall-dark-fr');
    await page.setViewportSize(desktop);
    await look(page, 'trip-owner-dark-fr');
  });

  it('says so where there is no such trip', async () => {
    const page = await asDriver('/vehicles/nobody/trips/none');
    await page.getByText('There is no such trip').waitFor();
    await look(page, 'trip-missing');
  });
});
