import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkVehicle } from '../../src/store/vehicles/enrolment.ts';
import { removeService } from '../../src/store/vehicles/services.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { hasChromium, launchChromium, look, phonePage } from '../support/people/chromium.ts';
import {
  addApp,
  addOwner,
  addPerson,
  addUnlinked,
  authorizeUrl,
  type Person,
} from '../support/people/oauth.ts';

describe.skipIf(!hasChromium())('the pages in a real browser', () => {
  let cloud: TestCloud;
  let browser: Browser;
  let person: Person;
  beforeAll(async () => {
    cloud = await startTestCloud({ ROADWIRE_SIGN_UP: 'true' });
    person = await addPerson(cloud);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await cloud.stop();
  });

  it.each([['en-GB'], ['fr-FR']])('have no barriers, in %s', async (locale) => {
    const app = await addApp(cloud, {
      redirectUris: ['mymap://oauth2redirect'],
      name: 'Carte des bornes & Map',
    });
    const { vin, code, vehicleId } = await addUnlinked(cloud);
    await removeService(cloud.database, vehicleId, 'ConnectivityForPartners');
    const page = await phonePage(browser, locale);
    const tag = locale.slice(0, 2);
    const asked = { scope: 'data:telemetry data:position data:trip data:alert remote:door:write', locale };
    await page.goto(authorizeUrl(cloud, app, asked));
    await look(page, `${tag}-1-sign-in`);
    await page.fill('#email', person.email);
    await page.fill('#password', 'wrong password');
    await page.press('#password', 'Enter');
    await page.waitForSelector('[role=alert]');
    await look(page, `${tag}-2-wrong-password`);
    await page.click('a[href$="/sign-up"]');
    await look(page, `${tag}-3-sign-up`);
    await page.fill('#email', `${tag}-${person.email}`);
    await page.fill('#password', person.password);
    await page.click('form[action$="/sign-up"] button');
    await page.waitForSelector('#vin');
    await look(page, `${tag}-4-vehicle`);
    await page.fill('#vin', vin);
    await page.fill('#code', code);
    await page.click('form[action$="/vehicle"] button');
    await page.waitForSelector('fieldset');
    await look(page, `${tag}-5-services`);
    await page.click('form[action$="/services"] button');
    await page.waitForSelector('.scopes');
    await look(page, `${tag}-6-consent`);
    await page.click('form[action$="/consent"] button');
    await page.waitForSelector('#code');
    await look(page, `${tag}-7-code`);
    expect(await page.textContent('#code')).toMatch(/^.{36}$/);
    await page.goto(authorizeUrl(cloud, { ...app, clientId: 'nobody' }));
    await look(page, `${tag}-8-error`);
    await page.close();
  });

  it('work without JavaScript, under their own policy, up to the application', async () => {
    const { vehicleId } = await addUnlinked(cloud);
    await linkVehicle(cloud.database, person.userId, vehicleId);
    const application = await startApplication();
    const app = await addApp(cloud, { redirectUris: [`${application.url}/callback`] });
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(authorizeUrl(cloud, app));
    await page.fill('#email', person.email);
    await page.fill('#password', person.password);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.scopes');
    // With the keyboard alone: the first button is "Allow".
    await page.focus('form[action$="/consent"] button');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${application.url}/callback?*`);
    expect(new URL(page.url()).searchParams.get('code')).toMatch(/^.{36}$/);
    await page.close();
    await application.stop();
  });

  it('know who is signed in also where the first step comes as a form of another site', async () => {
    const somebody = await addOwner(cloud);
    const application = await startApplication();
    const app = await addApp(cloud, { redirectUris: [`${application.url}/callback`] });
    const page = await browser.newPage({ javaScriptEnabled: false });
    application.shows(formOf(authorizeUrl(cloud, app)));
    // Another site for browsers: another name of this machine.
    const site = application.url.replace('127.0.0.1', 'localhost');
    await page.goto(site);
    await page.click('button');
    await page.fill('#email', somebody.email);
    await page.fill('#password', somebody.password);
    await page.keyboard.press('Enter');
    await page.click('form[action$="/consent"] button');
    await page.waitForURL(`${application.url}/callback?*`);
    const [first] = [new URL(page.url()).searchParams.get('code')];
    await page.goto(site);
    await page.click('button');
    await page.waitForURL((url) => ![null, first].includes(url.searchParams.get('code')));
    expect(page.url()).toContain(`${application.url}/callback?code=`);
    await page.close();
    await application.stop();
  });
});

/** An address with its parameters as a form. */
function formOf(url: string): string {
  const { origin, pathname, searchParams } = new URL(url);
  const fields = [...searchParams].map(([name, value]) => `<input name="${name}" value="${value}">`);
  return `<form method="post" action="${origin}${pathname}">${fields.join('')}<button>Go</button></form>`;
}

/** An application that says that users came back, and shows them a page of its own. */
async function startApplication() {
  let shown = '';
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(request.url === '/' ? shown : 'back');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    shows(page: string) {
      shown = page;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
