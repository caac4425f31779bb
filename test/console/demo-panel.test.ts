import { afterAll, beforeAll, describe, it } from 'vitest';
import { type ConsoleDemo, startConsoleDemo } from './demo-world.ts';
import { type ConsolePage, hasChromium, look, phone, picture, wall } from './support.ts';

/** What a page with a map may take on a machine that draws it without a graphics card. */
const patienceMs = 45_000;

describe.skipIf(!hasChromium())('the demo panel in a real browser', () => {
  let world: ConsoleDemo;
  beforeAll(async () => {
    world = await startConsoleDemo();
  }, 240_000);
  afterAll(() => world?.stop());

  const effects = (page: ConsolePage) => page.getByRole('region', { name: /^(What changes|Ce qui change)$/ });
  const fact = (page: ConsolePage, name: string) => effects(page).locator('.fact', { hasText: name });

  /** As the demo's driver, who is let in without being asked. */
  async function openPanel(options?: Parameters<ConsoleDemo['open']>[1]): Promise<ConsolePage> {
    const page = await world.open('/demo', options);
    page.setDefaultTimeout(patienceMs);
    await page.getByRole('radio').first().waitFor();
    await page.locator('.demo-vehicle', { hasText: 'e-208' }).click();
    await effects(page)
      .locator('.fact', { hasText: /Doors|Portes/ })
      .waitFor();
    return page;
  }

  it('opens a door, and shows beside it that it is open', async () => {
    const page = await openPanel();
    await fact(page, 'Doors').getByText('all closed').waitFor();
    await look(page, 'demo-panel');
    await page.getByRole('button', { name: 'Open the door' }).press('Enter');
    await page.getByText('Done. It shows with the next report.').first().waitFor();
    await fact(page, 'Doors').getByText('open: driver').waitFor();
    await fact(page, 'Doors').getByText('changed').waitFor();
    await page.getByRole('button', { name: 'Close all doors' }).click();
    await fact(page, 'Doors').getByText('all closed').waitFor();
    await page.locator('.demo-vehicle', { hasText: 'C3' }).click();
    await page.waitForURL(/vehicle=/);
  });

  it('lights a lamp that is chosen, which is an open alert until it is cleared', async () => {
    const page = await openPanel();
    await page.getByRole('button', { name: /Lamp$/ }).first().click();
    await page.getByRole('option', { name: 'Oil is low', exact: true }).click();
    await page.getByRole('button', { name: 'Light the lamp' }).click();
    const lamp = effects(page).getByRole('listitem').filter({ hasText: 'Oil is low' });
    await lamp.getByText('open', { exact: true }).waitFor();
    await lamp.getByText('new', { exact: true }).waitFor();
    await look(page, 'demo-panel-lamp');
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await lamp.getByText('open', { exact: true }).waitFor({ state: 'detached' });
  });

  it('says in words why something cannot happen now', async () => {
    const page = await openPanel();
    await page.locator('.demo-vehicle', { hasText: 'C3' }).click();
    await page.getByRole('button', { name: 'Charge', exact: true }).click();
    await page.getByText('Not now. C3: it has no plug.').first().waitFor();
  });

  it('takes the vehicle off the line, and back', async () => {
    const page = await openPanel();
    await page.getByRole('button', { name: 'Go offline' }).click();
    await fact(page, 'Line').getByText('offline').waitFor();
    await page.getByRole('button', { name: 'Come back' }).click();
    await fact(page, 'Line').getByText('online').waitFor();
  });

  it('sends it somewhere, the nearest place first, and links to where one sees it go', async () => {
    const page = await openPanel();
    await page
      .getByRole('button', { name: /Where to/ })
      .getByText(/Eiffel Tower \(\d/)
      .waitFor();
    await page.getByRole('button', { name: 'Drive there' }).click();
    await fact(page, 'Motion')
      .getByText(/^drives/)
      .waitFor();
    await page.getByRole('link', { name: 'The trip that it is on' }).waitFor();
    await page.getByRole('link', { name: 'Its events' }).click();
    await page.getByRole('heading', { name: 'Events of e-208' }).waitFor();
  });

  it('hides everything by privacy mode, and says so; then shows it again', async () => {
    const page = await openPanel({ locale: 'fr-FR', colorScheme: 'dark', viewport: phone });
    await look(page, 'demo-panel-phone-dark-fr');
    await page.getByRole('button', { name: /Mode$/ }).click();
    await page.getByRole('option', { name: 'tout masqué' }).click();
    await page.getByRole('button', { name: 'Choisir le mode' }).click();
    await page.getByText('Où il est est masqué ou inconnu.').waitFor();
    await look(page, 'demo-panel-hidden-phone-dark-fr');
    await page.getByRole('button', { name: /Mode$/ }).click();
    await page.getByRole('option', { name: 'rien de masqué' }).click();
    await page.getByRole('button', { name: 'Choisir le mode' }).click();
    await effects(page).locator('.small-map').waitFor();
  });

  it('lets the fleet owner see it stolen', async () => {
    const page = await openPanel({ viewport: wall });
    await page.locator('.who').getByRole('button').first().click();
    await page.getByRole('option', { name: /Fleet owner/ }).click();
    await page.waitForURL(/\/console\/(map)?(\?|$)/);
    await page.getByRole('link', { name: 'Demo', exact: true }).click();
    await page.locator('.demo-vehicle', { hasText: 'e-208' }).click();
    await page.getByRole('button', { name: 'Steal it' }).click();
    await fact(page, 'Stolen').getByText('yes').waitFor();
    await effects(page).getByRole('listitem').filter({ hasText: 'Stolen' }).getByText('open').waitFor();
    await look(page, 'demo-panel-wall');
    await page.getByRole('button', { name: 'It is found' }).click();
    await fact(page, 'Stolen').getByText('no').waitFor();
    await picture(page, 'demo-panel-found');
  });
});
