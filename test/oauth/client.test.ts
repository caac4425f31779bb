import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkVehicle } from '../../src/store/vehicles/enrolment.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { type App, addApp, addPerson, addUnlinked, allow, type Person } from '../support/people/oauth.ts';

/** With a client library that knows only the standards. */
let cloud: TestCloud;
let person: Person;
beforeAll(async () => {
  cloud = await startTestCloud();
  person = await addPerson(cloud);
  const { vehicleId } = await addUnlinked(cloud);
  await linkVehicle(cloud.database, person.userId, vehicleId);
});
afterAll(() => cloud.stop());

function discover(app: App, authentication: client.ClientAuth) {
  return client.discovery(new URL(`${cloud.baseUrl}/am/oauth2`), app.clientId, undefined, authentication, {
    execute: [client.allowInsecureRequests],
  });
}

describe.each([
  ['ClientSecretBasic', (secret: string) => client.ClientSecretBasic(secret), 'https://app.example/back'],
  ['ClientSecretPost', (secret: string) => client.ClientSecretPost(secret), 'http://127.0.0.1:4711/callback'],
  ['a custom scheme', (secret: string) => client.ClientSecretBasic(secret), 'mymap://oauth2redirect/fr'],
])('openid-client with %s', (_name, authentication, redirect_uri) => {
  it('goes from the first step to vehicle data, refreshes, and lets go', async () => {
    const registered = redirect_uri.replace(':4711', '').replace('/fr', '');
    const app = await addApp(cloud, { redirectUris: [registered] });
    const config = await discover(app, authentication(app.clientSecret));
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri,
      scope: 'openid email data:telemetry',
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: expectedState,
      nonce: expectedNonce,
    });
    expect(url.pathname).toBe('/am/oauth2/authorize');
    const asked = Object.fromEntries(url.searchParams);
    const back = await allow(cloud, app, { person, asked });
    const checks = { pkceCodeVerifier, expectedState, expectedNonce };
    const tokens = await client.authorizationCodeGrant(config, back, checks);
    const { sub = '' } = tokens.claims() ?? {};
    const info = await client.fetchUserInfo(config, tokens.access_token, sub);
    expect(info).toMatchObject({ sub, email: person.email });

    const at = new URL(`${cloud.baseUrl}/connectedcar/v4/user/vehicles?client_id=${app.clientId}`);
    const read = (token: string) => client.fetchProtectedResource(config, token, at, 'GET');
    expect((await read(tokens.access_token)).status).toBe(200);

    const fresh = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect((await read(fresh.access_token)).status).toBe(200);
    expect(await client.tokenIntrospection(config, fresh.access_token)).toMatchObject({ active: true, sub });

    await client.tokenRevocation(config, fresh.refresh_token ?? '');
    await expect(client.refreshTokenGrant(config, fresh.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await eventually('the Web API refuses the token', async () => {
      const refused = await read(fresh.access_token).catch((error: { status: number }) => error);
      return refused.status === 401;
    });
  });
});
