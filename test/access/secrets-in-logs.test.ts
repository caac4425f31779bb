import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { enterAccount, passwordFor } from '../support/people/account.ts';
import { basic, bearer, type Credential, createCredentials } from '../support/people/credentials.ts';
import { addApp, addOwner, askToken, tokensOf } from '../support/people/oauth.ts';
import { liveOf, ready } from '../support/vehicles/live.ts';

/** Everything that is done here is done with these; none of them may be in a line of the log. */
const secrets = new Map<string, string>();
const lines: string[] = [];
let cloud: TestCloud;

const keep = (name: string, value: string | undefined) => {
  if (!value || value.length < 8) throw new Error(`${name} is no secret to look for`);
  secrets.set(`${secrets.size} ${name}`, value);
};

beforeAll(async () => {
  const log = createLog({ logLevel: 'trace', logPretty: false }, { write: (line) => void lines.push(line) });
  cloud = await startTestCloud({ ROADWIRE_SIGN_UP: 'true', ROADWIRE_PASSWORD_GRANT: 'true' }, log);
});
afterAll(() => cloud.stop());

const get = (path: string, authorization = '') =>
  fetch(`${cloud.baseUrl}${path}`, { headers: authorization ? { authorization } : {} });

/** Asks for each of the paths, after noting what is asked with. */
async function askEverything(
  paths: readonly string[],
  { authorization, clientId }: Credential,
): Promise<void> {
  if (authorization === undefined) return;
  const [scheme, words = ''] = authorization.split(' ');
  const password = scheme === 'Basic' ? Buffer.from(words, 'base64').toString().split(':')[1] : undefined;
  for (const secret of [words, password ?? ''])
    if (secret.length > 8) keep(`of ${authorization.slice(0, 12)}`, secret);
  for (const path of paths) {
    const address = `${path}${path.includes('?') ? '&' : '?'}client_id=${clientId}`;
    await (await get(address, authorization)).body?.cancel();
  }
}

describe('the log, with everything in it that can be', () => {
  it('is written while users sign in and applications get tokens', async () => {
    const [app, person] = [await addApp(cloud), await addOwner(cloud)];
    const tokens = await tokensOf(cloud, app, { person });
    const used = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    const { body: renewed } = await askToken(cloud, app, { form: used });
    for (const [name, value] of Object.entries({
      ...tokens,
      renewed: renewed.access_token,
      next: renewed.refresh_token,
    }))
      if (/token|renewed|next/.test(name) && name !== 'token_type') keep(name, String(value));
    keep('client secret', app.clientSecret);
    keep('password', person.password);
    keep('VIN', person.vin);
    await askToken(cloud, app, { query: used });
    await askToken(cloud, app, { form: { ...used, refresh_token: 'wrong' } });
    await askToken(cloud, app, {
      form: { grant_type: 'password', username: person.email, password: person.password },
    });
    await askToken(cloud, { ...app, clientSecret: 'guessed' }, { form: used });
    await get('/am/oauth2/userinfo', bearer(tokens.access_token));
    await askToken(cloud, app, { path: '/token/revoke', form: { token: tokens.refresh_token } });
    const wrong = await enterAccount(cloud, { ...person, password: `${person.password}, nearly` });
    keep('wrong password', `${person.password}, nearly`);
    const right = await enterAccount(cloud, person);
    for (const { browser } of [wrong, right])
      for (const [name, line] of browser.cookies) keep(`cookie ${name}`, line.split(';')[0]?.split('=')[1]);
    await right.open('/vehicles');
  });

  it('is written while everybody asks with everything, right and wrong', async () => {
    const { b2c, b2b, ids, admin } = await createCredentials(cloud);
    const { vin, id, fid } = ids.own;
    keep('VIN of the vehicle', vin);
    for (const [name, token] of Object.entries(admin)) keep(`admin token ${name}`, token);
    const paths = [
      `/connectedcar/v4/user/vehicles/${id}/status`,
      `/connectedcar/v4/user/vehicles/${vin}`,
      '/admin/v1/vehicles',
    ];
    paths.push(
      `/connectedcar/v3/vehicles/${vin}`,
      `/connectedcar/v3/fleets/${fid}`,
      `/live/v1/events?vehicles=${vin}`,
      `/${vin}`,
    );
    for (const given of [...Object.values(b2c), ...Object.values(b2b)]) await askEverything(paths, given);
    for (const token of Object.values(admin))
      await get(`/admin/v1/vehicles/${vin}?pageSize=x`, bearer(token));
    // In places where they do not belong.
    const token = admin.admin;
    await get(`/connectedcar/v4/user?access_token=${token}&pageToken=${token}`);
    await get(`/connectedcar/v4/user/vehicles/${vin}/%zz`);
    await get('/connectedcar/v3/fleets', basic(vin, token));
    const json = {
      method: 'POST',
      headers: { authorization: bearer(token), 'content-type': 'application/json' },
    };
    for (const path of ['/tokens', '/partners', '/applications', '/users', '/vehicles', '/administrators'])
      await fetch(`${cloud.baseUrl}/admin/v1${path}`, {
        ...json,
        body: JSON.stringify({ vin, password: token, name: [token] }),
      });
  });

  it('is written while vehicles come, with the right secret and a wrong one, and say what cannot be read', async () => {
    const driver = await cloud.addDriver();
    const car = await cloud.addVehicle(driver);
    await passwordFor(cloud, driver.userId);
    keep('VIN of the other vehicle', car.vin);
    keep('secret of the vehicle', car.secret);
    keep('wrong secret', 'not the secret of it');
    const wrong = { username: car.username, password: 'not the secret of it', reconnectPeriod: 0 };
    await expect(connectAsync(cloud.mqttUrl, wrong)).rejects.toThrow();
    const line = await cloud.connect(car);
    await line.publish('reports', Buffer.from(`{ "vin": "${car.vin}", broken`));
    await line.report({ id: '1', at: 'yesterday', vin: car.vin, password: car.secret });
    const other = await connectAsync(cloud.mqttUrl, {
      username: car.username,
      password: car.secret,
      reconnectPeriod: 0,
    });
    await new Promise<void>((resolve) => {
      other.once('close', () => resolve());
      other.publish('vehicles/VR1SOMEBODYELSE00/reports', '{}', { qos: 1 });
    });
    other.end(true);
    const live = liveOf(() => cloud);
    await ready(await live.listenAs(car));
    live.leaveAll();
  });

  it('has lines of all of this, and none of the secrets', () => {
    expect(lines.length).toBeGreaterThan(50);
    expect(secrets.size).toBeGreaterThan(30);
    const found = [...secrets].flatMap(([name, value]) => {
      const forms = [value, encodeURIComponent(value), Buffer.from(value).toString('base64')];
      const line = lines.find((one) => forms.some((form) => one.includes(form)));
      return line ? [`${name}: ${line}`] : [];
    });
    expect(found).toEqual([]);
  });
});
