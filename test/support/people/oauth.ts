import { newPairingCode } from '../../../src/store/access/pairings.ts';
import {
  addApplication,
  addUser,
  addVehicle,
  linkVehicle,
  type NewApplication,
} from '../../../src/store/vehicles/enrolment.ts';
import type { TestCloud } from '../cloud.ts';
import { type Browser, type BrowserPage, createBrowser } from './browser.ts';

export type App = {
  applicationId: number;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
};

export type Person = { userId: number; email: string; password: string };

export const webRedirect = 'https://app.example/callback';

export async function addApp(cloud: TestCloud, given: Partial<NewApplication> = {}): Promise<App> {
  const redirectUris = given.redirectUris ?? [webRedirect];
  const app = await addApplication(cloud.database, { name: 'My map', ...given, redirectUris });
  return { ...app, redirectUri: redirectUris[0] ?? '' };
}

let people = 0;

export async function addPerson(cloud: TestCloud): Promise<Person> {
  people += 1;
  const [email, password] = [`Person${people}@test.example`, 'correct horse battery'];
  return { userId: await addUser(cloud.database, { email, password, firstName: 'Ada' }), email, password };
}

let vehicles = 0;

/** A vehicle that is nobody's yet, with the code that proves it. */
export async function addUnlinked(
  cloud: TestCloud,
): Promise<{ vin: string; vehicleId: number; code: string }> {
  vehicles += 1;
  const vin = `VR1PAIR${String(vehicles).padStart(10, '0')}`;
  const { vehicleId } = await addVehicle(cloud.database, { vin, motorization: 'Electric', label: 'e-208' });
  const code = await newPairingCode(cloud.database, vehicleId, new Date(cloud.clock.now() + 600_000));
  return { vin, vehicleId, code };
}

/** Somebody with a vehicle. */
export async function addOwner(cloud: TestCloud): Promise<Person & { vehicleId: number; vin: string }> {
  const person = await addPerson(cloud);
  const { vehicleId, vin } = await addUnlinked(cloud);
  await linkVehicle(cloud.database, person.userId, vehicleId);
  return { ...person, vehicleId, vin };
}

export type Asked = Record<string, string>;

/** The address of the first step. */
export function authorizeUrl(cloud: TestCloud, app: App, asked: Asked = {}): string {
  const query = new URLSearchParams({
    client_id: app.clientId,
    response_type: 'code',
    redirect_uri: app.redirectUri,
    scope: 'data:telemetry data:position',
    state: 's1',
    ...asked,
  });
  return `${cloud.baseUrl}/am/oauth2/authorize?${query}`;
}

/** Opens the first page and signs in; the answer is the page after it. */
export async function signIn(browser: Browser, url: string, person: Person): Promise<BrowserPage> {
  const page = await browser.open(url);
  return browser.submit(page, '/sign-in', { email: person.email, password: person.password });
}

/** The whole journey of somebody who has a vehicle; the answer is the address that the code comes to. */
export async function allow(
  cloud: TestCloud,
  app: App,
  { person, asked }: { person: Person; asked?: Asked },
) {
  const browser = createBrowser(cloud.baseUrl);
  let page = await signIn(browser, authorizeUrl(cloud, app, asked), person);
  if (page.url.endsWith('/vehicle')) page = await browser.open(`${page.url.replace(/vehicle$/, 'services')}`);
  // Who allowed it before is not asked again.
  if (page.url.endsWith('/consent')) page = await browser.submit(page, '/consent');
  const link = page.links.find((one) => one.includes('code='));
  return new URL(link ?? browser.leftTo() ?? '');
}

/** A request to the token endpoint with Basic authentication; `form` is its body unless `init` says otherwise. */
export async function askToken(
  cloud: TestCloud,
  app: App,
  { form, path = '/access_token', query, headers }: TokenRequest,
) {
  const authorization = `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}`;
  const parameters = query ? `?${new URLSearchParams(query)}` : '';
  const response = await fetch(`${cloud.baseUrl}/am/oauth2${path}${parameters}`, {
    method: 'POST',
    headers: headers ?? { authorization },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text ? JSON.parse(text) : undefined,
  };
}

export type TokenRequest = {
  form?: Record<string, string>;
  path?: string;
  query?: Record<string, string>;
  /** In the place of Basic authentication. */
  headers?: Record<string, string>;
};

/** Tokens for a user who allows everything that is asked for. */
export async function tokensOf(cloud: TestCloud, app: App, given: { person: Person; asked?: Asked }) {
  const code = (await allow(cloud, app, given)).searchParams.get('code') ?? '';
  const redirect_uri = given.asked?.redirect_uri ?? app.redirectUri;
  const { body, status } = await askToken(cloud, app, {
    form: { grant_type: 'authorization_code', code, redirect_uri },
  });
  if (status !== 200) throw new Error(`no tokens: ${JSON.stringify(body)}`);
  return body as Tokens;
}

export type Tokens = {
  access_token: string;
  refresh_token: string;
  id_token: string;
  expires_in: number;
  token_type: string;
  scope: string;
};
