import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkVehicle } from '../../src/store/vehicles/enrolment.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { accountUrl } from '../support/people/account.ts';
import { hasChromium, launchChromium, look, phonePage } from '../support/people/chromium.ts';
import { addApp, addOwner, addUnlinked, type Person, tokensOf } from '../support/people/oauth.ts';

describe.skipIf(!hasChromium())('the account pages in a real browser', () => {
  let cloud: TestCloud;
  let browser: Browser;
  beforeAll(async () => {
    cloud = await startTestCloud();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await cloud.stop();
  });

  /** Somebody with a vehicle of their own, one that is in a fleet, and two applications, of which one has read. */
  async function addSomebody(): Promise<Person & { code: string; vin: string }> {
    const person = await addOwner(cloud);
    const fleetVehicle = await addUnlinked(cloud);
    await linkVehicle(cloud.database, person.userId, fleetVehicle.vehicleId);
    const owner = await cloud.addPartner();
    await cloud.addToFleet(owner, fleetVehicle as unknown as Parameters<TestCloud['addToFleet']>[1]);
    const asked = { scope: 'data:telemetry data:position data:trip data:alert remote:door:write email' };
    const app = await addApp(cloud, { name: 'Carte des bornes & Map' });
    const { access_token: token } = await tokensOf(cloud, app, { person, asked });
    const as = { token, clientId: app.clientId };
    const { body } = await cloud.get('/user/vehicles', as);
    for (const { id } of body._embedded.vehicles) await cloud.get(`/user/vehicles/${id}`, as);
    const own = await addApp(cloud, { name: 'Our own', isFirstParty: true });
    await tokensOf(cloud, own, { person, asked: { scope: 'openid profile email' } });
    return { ...person, ...(await addUnlinked(cloud)) };
  }

  async function signIn(page: Page, { email, password }: Person): Promise<void> {
    await page.goto(accountUrl(cloud));
    await page.fill('#email', email);
    await page.fill('#password', password);
    await page.press('#password', 'Enter');
    await page.waitForSelector('#vehicles');
  }

  const widths = { phone: 360, desktop: 1200 };

  it.each([
    ['en-GB', 'phone'],
    ['fr-FR', 'phone'],
    ['en-GB', 'desktop'],
  ] as const)('have no barriers, in %s on a %s', async (locale, device) => {
    const person = await addSomebody();
    const page = await phonePage(browser, locale);
    await page.setViewportSize({ width: widths[device], height: 780 });
    const see = (name: string) => look(page, `account-${locale.slice(0, 2)}-${device}-${name}`);
    await page.goto(accountUrl(cloud));
    await see('1-sign-in');
    await page.fill('#email', person.email);
    await page.fill('#password', 'wrong');
    await page.press('#password', 'Enter');
    await page.waitForSelector('[role=alert]');
    await see('2-wrong-password');
    await signIn(page, person);
    await see('3-overview');
    await page.click('a[href$="/log"] >> nth=0');
    await page.waitForSelector('.cards');
    await see('4-log');
    await page.goto(accountUrl(cloud, '/link'));
    await page.fill('#vin', person.vin);
    await page.fill('#code', 'AAAA-AAAA');
    await page.click('form[action$="/link"] button');
    await page.waitForSelector('[role=alert]');
    await see('5-link');
    await page.fill('#code', person.code);
    await page.click('form[action$="/link"] button');
    await page.waitForSelector('[role=status]');
    await page.click('a[href*="/vehicles/"] >> nth=0');
    await page.waitForSelector('#erase');
    await see('6-unlink');
    await page.goto(accountUrl(cloud));
    await page.click('form[action$="/withdraw"] button >> nth=0');
    await page.waitForSelector('[role=status]');
    await see('7-withdrawn');
    await page.goto(accountUrl(cloud, '/nothing'));
    await see('8-not-there');
    await page.goto(accountUrl(cloud, '/password'));
    await see('9-password');
    await page.fill('#password', person.password);
    await page.fill('#newPassword', 'another long password');
    await page.fill('#again', 'another long passwort');
    await page.click('form[action$="/password"] button');
    await page.waitForSelector('[role=alert]');
    await see('10-password-mistyped');
    await page.fill('#password', person.password);
    await page.fill('#newPassword', 'another long password');
    await page.fill('#again', 'another long password');
    await page.click('form[action$="/password"] button');
    await page.waitForSelector('[role=status]');
    await see('11-password-changed');
    await page.goto(accountUrl(cloud, '/delete'));
    await see('12-delete');
    await page.fill('#password', 'another long password');
    await page.click('form[action$="/delete"] button');
    await page.waitForSelector('#receipt');
    await see('13-receipt');
    expect(await page.textContent('#receipt')).toMatch(/^[\da-f]{48}$/);
    await page.close();
  });

  it('work without JavaScript, under their own policy, with the keyboard alone', async () => {
    const person = await addSomebody();
    const page = await browser.newPage({ javaScriptEnabled: false, acceptDownloads: true });
    await signIn(page, person);
    const applications = () => page.locator('form[action$="/withdraw"]').count();
    expect(await applications()).toBe(2);
    await page.focus('form[action$="/withdraw"] button >> nth=0');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=status]');
    expect(await applications()).toBe(1);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.focus('a.button').then(() => page.keyboard.press('Enter')),
    ]);
    expect(download.suggestedFilename()).toMatch(/^roadwire-data-.*\.zip$/);
    expect(await download.failure()).toBeNull();
    await page.focus('form[action$="/sign-out"] button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#password');
    await page.close();
  });
});
