import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPairingCode } from '../../src/store/access/pairings.ts';
import { linkVehicle } from '../../src/store/vehicles/enrolment.ts';
import { listServices, removeService } from '../../src/store/vehicles/services.ts';
import { dayMs, minuteMs } from '../support/clock.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type Browser, createBrowser } from '../support/people/browser.ts';
import {
  type App,
  type Asked,
  addApp,
  addOwner,
  addPerson,
  addUnlinked,
  allow,
  askToken,
  authorizeUrl,
  signIn,
} from '../support/people/oauth.ts';

let cloud: TestCloud;
let app: App;
beforeAll(async () => {
  cloud = await startTestCloud({ ROADWIRE_SIGN_UP: 'true' });
  app = await addApp(cloud);
});
afterAll(() => cloud.stop());

const open = () => createBrowser(cloud.baseUrl);
const redirected = (browser: Browser) => new URL(browser.leftTo() ?? '');

describe('the journey of somebody new', () => {
  it('goes from a new account over the vehicle to the application', async () => {
    const browser = open();
    const { vin, code } = await addUnlinked(cloud);
    const first = await browser.open(authorizeUrl(cloud, app));
    const signUp = await browser.open(new URL(first.links[0] ?? '', first.url).href);
    expect(signUp.title).toBe('Create an account · Roadwire');
    const short = await browser.submit(signUp, '/sign-up', { email: 'new@test.example', password: 'short' });
    expect(short).toMatchObject({ status: 422, text: expect.stringContaining('too short') });
    const typed = { email: 'new@test.example', password: 'a long password', firstName: 'Grace' };
    const vehicle = await browser.submit(short, '/sign-up', typed);
    expect(vehicle.title).toBe('Link your vehicle · Roadwire');
    const wrong = await browser.submit(vehicle, '/vehicle', { vin, code: 'AAAA-AAAA' });
    expect(wrong).toMatchObject({ status: 422, text: expect.stringContaining('is wrong') });
    const consent = await browser.submit(wrong, '/vehicle', {
      vin: vin.toLowerCase(),
      code: code.toLowerCase(),
    });
    expect(consent.title).toBe('My map asks for access · Roadwire');
    expect(consent.text).toContain(vin);
    expect(consent.text).toContain('see where your vehicle is and was');
    await browser.submit(consent, '/consent');
    expect(redirected(browser).searchParams.get('code')).toMatch(/^.{36}$/);
  });

  it('may go on without a vehicle', async () => {
    const browser = open();
    const page = await signIn(browser, authorizeUrl(cloud, app), await addPerson(cloud));
    const [skip = ''] = page.links;
    expect((await browser.open(new URL(skip, page.url).href)).text).toContain('no vehicle yet');
  });

  it('is not offered where the operator does not want it', async () => {
    const closed = await startTestCloud();
    const browser = createBrowser(closed.baseUrl);
    const page = await browser.open(authorizeUrl(closed, await addApp(closed)));
    expect(page.links).toEqual([]);
    expect((await browser.open(`${page.url}/sign-up`)).title).toMatch('Sign in');
    await closed.stop();
  });
});

describe('a pairing code', () => {
  const prove = async (vin: string, code: string) => {
    const browser = open();
    const page = await signIn(browser, authorizeUrl(cloud, app), await addPerson(cloud));
    return browser.submit(page, '/vehicle', { vin, code });
  };

  it('proves its vehicle once', async () => {
    const { vin, code } = await addUnlinked(cloud);
    expect((await prove(vin, code)).title).toMatch('asks for access');
    expect((await prove(vin, code)).status).toBe(422);
  });

  it('is good for no other vehicle, and not for long', async () => {
    const [one, other] = [await addUnlinked(cloud), await addUnlinked(cloud)];
    expect((await prove(one.vin, other.code)).status).toBe(422);
    expect((await prove('VR1NOBODY', one.code)).status).toBe(422);
    expect((await prove("'; drop --", one.code)).status).toBe(422);
    const old = await newPairingCode(cloud.database, one.vehicleId, new Date(cloud.clock.now() - 1000));
    expect((await prove(one.vin, old)).status).toBe(422);
  });

  it('is worth nothing once its tries are used up', async () => {
    cloud.clock.advance(20 * minuteMs);
    const { vin, vehicleId } = await addUnlinked(cloud);
    const code = await newPairingCode(cloud.database, vehicleId, new Date(cloud.clock.now() + dayMs));
    await cloud.database.query
      .updateTable('vehicle_pairings')
      .set({ tries_left: 1 })
      .where('vehicle_id', '=', vehicleId)
      .execute();
    await prove(vin, 'AAAA-AAAA');
    expect((await prove(vin, code)).status).toBe(422);
  });
});

describe('services', () => {
  it('that the application needs are switched on where the user wants them', async () => {
    const person = await addOwner(cloud);
    const other = await addUnlinked(cloud);
    await linkVehicle(cloud.database, person.userId, other.vehicleId);
    for (const { vehicleId } of [person, other])
      await removeService(cloud.database, vehicleId, 'ConnectivityForPartners');
    const browser = open();
    const page = await signIn(browser, authorizeUrl(cloud, app), person);
    expect(page).toMatchObject({ title: expect.stringMatching('Switch on') });
    const form = page.forms.find(({ action }) => action.endsWith('/services'));
    // One of the two boxes is left ticked.
    form?.fields.splice(-1);
    expect((await browser.submit(page, '/services')).title).toMatch('asks for access');
    const names = async (vehicleId: number) =>
      (await listServices(cloud.database, vehicleId)).map(({ name }) => name);
    expect(await names(person.vehicleId)).toContain('ConnectivityForPartners');
    expect(await names(other.vehicleId)).not.toContain('ConnectivityForPartners');
  });
});

describe('consent', () => {
  it('can be refused, and then the application gets nothing', async () => {
    const browser = open();
    const page = await signIn(browser, authorizeUrl(cloud, app), await addOwner(cloud));
    await browser.submit(page, '/refuse');
    const { origin, searchParams } = redirected(browser);
    expect(origin).toBe('https://app.example');
    expect(Object.fromEntries(searchParams)).toMatchObject({ error: 'access_denied', state: 's1' });
    expect(searchParams.has('code')).toBe(false);
  });

  it('is asked once for the same scopes, and again for more of them', async () => {
    const person = await addOwner(cloud);
    await allow(cloud, app, { person });
    const browser = open();
    await signIn(browser, authorizeUrl(cloud, app), person);
    expect(redirected(browser).searchParams.has('code')).toBe(true);
    // The same browser is not even asked to sign in.
    await browser.open(authorizeUrl(cloud, app, { state: 's2' }));
    expect(redirected(browser).searchParams.get('state')).toBe('s2');
    const more = await browser.open(authorizeUrl(cloud, app, { scope: 'data:trip' }));
    expect(more.title).toMatch('asks for access');
  });

  it('speaks of everything where the operator’s own application asks for nothing by name', async () => {
    const own = await addApp(cloud, { isFirstParty: true });
    const url = authorizeUrl(cloud, own, { scope: 'openid profile email' });
    expect((await signIn(open(), url, await addOwner(cloud))).text).toContain('everything of your vehicles');
  });

  it('can be given by another person at the same browser', async () => {
    const [one, other] = [await addOwner(cloud), await addOwner(cloud)];
    const browser = open();
    const page = await signIn(browser, authorizeUrl(cloud, app), one);
    expect(page.text).toContain(one.email);
    const again = await browser.submit(page, '/switch');
    expect(again.title).toMatch('Sign in');
    const theirs = await browser.submit(again, '/sign-in', { email: other.email, password: other.password });
    expect(theirs.text).toContain(other.email);
    expect(theirs.text).toContain(other.vin);
    await browser.submit(theirs, '/consent');
    expect(redirected(browser).searchParams.get('code')).toMatch(/^.{36}$/);
  });

  it('goes from one person to another where the application asks for a new sign-in', async () => {
    const [one, other] = [await addOwner(cloud), await addOwner(cloud)];
    const browser = open();
    await signIn(browser, authorizeUrl(cloud, app), one);
    const page = await signIn(browser, authorizeUrl(cloud, app, { prompt: 'login' }), other);
    expect(page.text).toContain(other.email);
  });
});

describe('a custom scheme', () => {
  const scheme = 'mymap://oauth2redirect';
  let mobile: App;
  beforeAll(async () => {
    mobile = await addApp(cloud, { redirectUris: [scheme] });
  });

  it('stands for everything below it, and ends at a page with a link and the code to copy', async () => {
    const browser = open();
    const redirect_uri = `${scheme}/fr`;
    const url = authorizeUrl(cloud, mobile, { redirect_uri });
    const page = await signIn(browser, url, await addOwner(cloud));
    const last = await browser.submit(page, '/consent');
    expect(last).toMatchObject({ status: 200, title: 'Back to the application · Roadwire' });
    const link = new URL(last.links[0] ?? '');
    expect(link.href).toMatch(/^mymap:\/\/oauth2redirect\/fr\?code=/);
    const code = link.searchParams.get('code') ?? '';
    expect(last.text).toContain(`>${code}<`);
    const form = { grant_type: 'authorization_code', code, redirect_uri };
    expect(await askToken(cloud, mobile, { form })).toMatchObject({ status: 200 });
  });

  it('is told to programs by a redirect', async () => {
    const browser = open();
    const page = await signIn(browser, authorizeUrl(cloud, mobile), await addOwner(cloud));
    browser.headers.accept = '*/*';
    expect((await browser.submit(page, '/consent')).status).toBe(302);
    expect(browser.leftTo()).toMatch(/^mymap:\/\/oauth2redirect\?code=/);
  });

  it('is asked every time, as any program can claim it', async () => {
    const person = await addOwner(cloud);
    await allow(cloud, mobile, { person });
    expect((await signIn(open(), authorizeUrl(cloud, mobile), person)).title).toMatch('asks for access');
  });

  it.each([
    ['mymap://elsewhere'],
    ['mymap://oauth2redirectevil'],
    ['other://oauth2redirect'],
    ['mymap://oauth2redirect/../..'],
    ['mymap://oauth2redirect/#code'],
    ['javascript:alert(1)'],
    ['https://app.example/callback'],
  ])('does not stand for %s', async (redirect_uri) => {
    const page = await open().open(authorizeUrl(cloud, mobile, { redirect_uri }));
    expect(page).toMatchObject({ status: 400, text: expect.stringContaining('Invalid redirect URI') });
  });

  it('has a page in the language of the application', async () => {
    const person = await addOwner(cloud);
    const spellings: Asked[] = [{ locale: 'fr-FR' }, { local: 'fr_FR' }];
    for (const asked of spellings) {
      const browser = open();
      const page = await signIn(browser, authorizeUrl(cloud, mobile, asked), person);
      expect(page.title).toBe('My map demande un accès · Roadwire');
      const last = await browser.submit(page, '/consent');
      expect(last.text).toContain('Ouvrir l’application');
    }
  });
});
