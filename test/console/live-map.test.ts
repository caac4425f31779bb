import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setService } from '../../src/store/vehicles/services.ts';
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

/** A software renderer on a busy machine draws slowly. */
const timeout = 180_000;

describe.skipIf(!hasChromium())('the live map', { timeout }, () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await startConsoleWorld();
  }, 180_000);
  afterAll(() => world?.stop());

  /** Everything of the map is there, and a vehicle drives on it. */
  const drawn = (page: ConsolePage) => page.locator('[data-drawn]').waitFor({ timeout: 60_000 });

  it('goes to a vehicle that drives by itself, and tells where it is now', async () => {
    const page = await world.open();
    await signInAsDriver(page, world.person);
    await page.waitForURL(/\/console\/map\?vehicle=.+&follow=yes/);
    await page.getByText('Position measured').waitFor();
    await drawn(page);
    await look(page, 'live-map-follow-1280');
    await page.getByRole('button', { name: 'Stop following' }).click();
    await page.waitForURL((url) => !url.search.includes('follow'));
  });

  it('finds vehicles by label, by VIN and by state, with all of it in the address', async () => {
    const page = await world.open('/map?q=');
    await signInAsDriver(page, world.person);
    const list = page.getByRole('listitem');
    await expect.poll(() => list.count(), { timeout: 15_000 }).toBe(world.vehicles.length);
    await page.getByRole('searchbox').fill('e-2');
    await expect.poll(() => list.count()).toBe(1);
    await page.waitForURL(/q=e-2/);
    await page.getByRole('searchbox').fill(world.vehicles[2]?.vin.slice(-6) ?? '');
    await list.getByText('C3').waitFor();
    await page.getByRole('searchbox').fill('nothing is called so');
    await page.getByText('No vehicle is like that.').waitFor();
    await look(page, 'live-map-no-match');
  });

  it.each([
    ['360', phone, 'light'],
    ['360-dark', phone, 'dark'],
    ['1280', desktop, 'light'],
    ['4k-dark', wall, 'dark'],
  ] as const)('shows all of a fleet on %s', async (...[name, viewport, colorScheme]) => {
    const page = await world.open('/map?q=', { viewport, colorScheme });
    await signInAsFleetOwner(page, world.owner);
    await page.getByRole('listitem').first().waitFor();
    await drawn(page);
    await look(page, `live-map-${name}`);
    await page.context().close();
  });

  it('says why a vehicle is silent', async () => {
    const [, , last] = world.vehicles;
    const { query } = world.cloud.database;
    const { vehicleId = 0 } = last ?? {};
    await query.deleteFrom('vehicle_services').where('vehicle_id', '=', vehicleId).execute();
    const service = { name: 'Some', audience: 'fleet' as const, scopes: ['data:telemetry', 'data:trip'] };
    await setService(world.cloud.database, vehicleId, service);
    world.cloud.clock.advance(1001);
    const page = await world.open('/map?q=');
    await signInAsFleetOwner(page, world.owner);
    await drawn(page);
    await page.getByRole('listitem').getByText('Service off: it uploads no positions').waitFor();
    await look(page, 'live-map-silent');
  });
});
