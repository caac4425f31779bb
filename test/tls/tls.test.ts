import { rmSync } from 'node:fs';
import { Agent } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Authority } from '../../src/certificates/authority.ts';
import { createLog } from '../../src/lib/log.ts';
import { type Driver, type FleetOwner, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { listen } from '../support/listen.ts';
import {
  ask,
  codeOf,
  fleetsOf,
  foreignAuthority,
  forge,
  forgeListed,
  type Identity,
  newServerFiles,
  writeServerFiles,
} from '../support/vehicles/certificates.ts';

let files: Awaited<ReturnType<typeof newServerFiles>>;
let cloud: TestCloud;
let authority: Authority;
let owner: FleetOwner;
let identity: Identity;
let driver: Driver;
/** What the server's own certificate is held against. */
let ca: string;
beforeAll(async () => {
  files = await newServerFiles();
  cloud = await startTestCloud({
    ROADWIRE_DATA_DIR: files.dataDir,
    ROADWIRE_TLS_CERT: files.cert,
    ROADWIRE_TLS_KEY: files.key,
    ROADWIRE_TLS_CLIENT_CERT: 'required',
  });
  authority = files.authority;
  ca = authority.pem;
  owner = await cloud.addPartner();
  identity = await forgeListed(cloud, { signer: authority, login: owner.login });
  driver = await cloud.addDriver();
});
afterAll(async () => {
  await cloud.stop();
  rmSync(files.dataDir, { recursive: true, force: true });
});

const fleets = (shown: Partial<Identity> = {}, as = owner) => fleetsOf(cloud, as, { ca, ...shown });

describe('a Roadwire that speaks TLS', () => {
  it('answers at an https address, and every link begins with it', async () => {
    expect(cloud.baseUrl).toMatch(/^https:\/\/127\.0\.0\.1:/);
    const { body } = await fleets(identity);
    expect(body._links.self.href).toMatch(`${cloud.baseUrl}/connectedcar/v3/fleets`);
  });

  it('tells browsers to come by TLS only, with every answer', async () => {
    for (const path of [
      '/health/live',
      '/nothing',
      '/connectedcar/v3/fleets',
      '/am/oauth2/.well-known/openid-configuration',
    ])
      expect((await ask(`${cloud.baseUrl}${path}`, { ca })).headers['strict-transport-security']).toMatch(
        /^max-age=\d{8}/,
      );
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('speaks %s', async (version) => {
    const options = { ca, ...identity, minVersion: version, maxVersion: version };
    expect((await fleetsOf(cloud, owner, options)).status).toBe(200);
  });

  it('speaks nothing older, and no plain HTTP', async () => {
    const old = { ca, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await expect(ask(`${cloud.baseUrl}/health/live`, old)).rejects.toThrow(/EPROTO|alert|protocol/i);
    await expect(ask(`${cloud.baseUrl.replace('https', 'http')}/health/live`)).rejects.toThrow(
      /hang up|RESET/i,
    );
  });
});

describe('a certificate that is required', () => {
  it('opens with the right login and password', async () => {
    expect((await fleets(identity)).status).toBe(200);
  });

  it('is missed with 401 where there is none', async () => {
    const answer = await fleets();
    expect(answer).toMatchObject({ status: 401, body: { code: 40105, httpCode: 401 } });
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'is known on a connection that takes a session of %s up again',
    async (version) => {
      // Sessions are remembered by the agent, connections are not.
      const agent = new Agent({ keepAlive: false, maxCachedSessions: 5 });
      const options = { ca, ...identity, agent, minVersion: version, maxVersion: version };
      const first = await fleetsOf(cloud, owner, options);
      const second = await fleetsOf(cloud, owner, options);
      expect([first.isResumed, second.isResumed]).toEqual([false, true]);
      expect([first.status, second.status]).toEqual([200, 200]);
      const other = await cloud.addPartner();
      expect(codeOf(await fleetsOf(cloud, other, options))).toBe(40305);
    },
  );

  it('opens nothing alone', async () => {
    expect(codeOf(await fleets(identity, { ...owner, password: 'wrong' }))).toBe(40104);
    expect(codeOf(await fleets(identity, { ...owner, clientId: 'wrong' }))).toBe(40102);
    const nobody = await ask(`${cloud.baseUrl}/connectedcar/v3/fleets`, { ca, ...identity });
    expect(codeOf(nobody)).toBe(40103);
  });

  it('has to be that of the login, whatever the password', async () => {
    const other = await cloud.addPartner();
    expect(codeOf(await fleets(identity, other))).toBe(40305);
    expect(codeOf(await fleets(identity, { ...other, password: 'wrong' }))).toBe(40305);
    expect((await fleets(identity, { ...owner, login: owner.login.toLowerCase() })).status).toBe(403);
  });

  it('is not needed by applications of users, by browsers and by whoever looks after the server', async () => {
    const headers = { authorization: `Bearer ${driver.token}` };
    const user = `${cloud.baseUrl}/connectedcar/v4/user?client_id=${driver.clientId}`;
    expect((await ask(user, { ca, headers })).status).toBe(200);
    expect((await ask(`${cloud.baseUrl}/docs/`, { ca })).status).toBe(200);
    expect((await ask(`${cloud.baseUrl}/health/live`, { ca })).status).toBe(200);
  });

  it('is good for the capabilities that an application asks for, where it has its client id', async () => {
    const app = await cloud.addApplication();
    const as = { ...owner, login: app.clientId, password: app.clientSecret, clientId: app.clientId };
    const shown = await forgeListed(cloud, { signer: authority, login: app.clientId });
    expect(codeOf(await fleets({}, as))).toBe(40105);
    // What an application may not see with a login: fleets.
    expect(codeOf(await fleets(shown, as))).toBe(40304);
  });
});

describe('a certificate that is not good', () => {
  const listed = (forged: object = {}) =>
    forgeListed(cloud, { signer: authority, login: owner.login }, forged);
  const foreign = async (name?: string) => forge(await foreignAuthority(name), owner.login);
  it.each<[string, () => Promise<Identity>, RegExp]>([
    ['has expired', () => listed({ from: -9, to: -1 }), /has expired/],
    ['does not hold yet', () => listed({ from: 1, to: 9 }), /not hold yet/],
    ['is made for servers', () => listed({ usage: ['1.3.6.1.5.5.7.3.1'] }), /not made for clients/],
    ['is that of an authority', () => listed({ isAuthority: true }), /that of an authority/],
    ['has two names', () => listed({ name: [{ CN: [owner.login] }, { CN: ['MZP1'] }] }), /several/],
    ['has no name', () => listed({ name: [{ O: [`CN=${owner.login}`] }] }), /no common name/],
    ['was signed with our key, but not by us', () => forge(authority, owner.login), /not among those/],
    ['is of somebody else', () => foreign(), /not believed/],
    [
      'is of somebody who calls themselves as we do',
      () => foreign(authority.certificate.subject),
      /not believed/,
    ],
  ])('is refused where it %s', async (_, make, reason) => {
    const answer = await fleets(await make());
    expect(answer).toMatchObject({
      status: 401,
      body: { code: 40106, message: expect.stringMatching(reason) },
    });
  });

  it('is not shown at all without its key', async () => {
    const { key } = await listed();
    await expect(fleets({ cert: identity.cert, key })).rejects.toThrow(/key values mismatch/);
  });

  it('expires while the connection stays open', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const shown = await listed({ to: 0.5 });
    const open = () => fleetsOf(cloud, owner, { ca, ...shown, agent });
    expect((await open()).status).toBe(200);
    cloud.clock.advance(86_400_000);
    expect((await open()).body.message).toMatch(/expired/);
    agent.destroy();
  });
});

describe('a certificate that is revoked', () => {
  it('opens nothing a second later, on connections that are open and streams that run', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const shown = await forgeListed(cloud, { signer: authority, login: owner.login });
    const open = () => fleetsOf(cloud, owner, { ca, ...shown, agent });
    expect((await open()).status).toBe(200);
    const authorization = `Basic ${Buffer.from(`${owner.login}:${owner.password}`).toString('base64')}`;
    const url = `${cloud.baseUrl}/live/v1/events?client_id=${owner.clientId}`;
    const stream = await listen(url, { headers: { authorization }, tls: { ca, ...shown } });
    expect(stream.status).toBe(200);
    await cloud.database.pool.query('update partner_certificates set revoked_at = now() where serial = $1', [
      shown.serial,
    ]);
    cloud.clock.advance(1001);
    expect((await open()).body).toMatchObject({ code: 40106, message: expect.stringMatching(/revoked/) });
    await stream.ended();
    agent.destroy();
    expect((await fleets(identity)).status).toBe(200);
  });
});

describe('the certificate of the server', () => {
  it('is taken anew when its files change, and connections that are open go on', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const health = (options: object = {}) => ask(`${cloud.baseUrl}/health/live`, { ca, ...options });
    const before = await health({ agent });
    const serial = await writeServerFiles(authority, files);
    await eventually('the new certificate', async () => (await health()).serverSerial === serial);
    expect((await health({ agent })).serverSerial).toBe(before.serverSerial);
    agent.destroy();
    expect((await fleets(identity)).status).toBe(200);
  });
});

describe('files that are wrong', () => {
  it('are told in the log, and the certificate from before goes on', async () => {
    const lines: string[] = [];
    const log = createLog(
      { logLevel: 'error', logPretty: false },
      { write: (line) => void lines.push(line) },
    );
    const own = await newServerFiles();
    const other = await startTestCloud(
      { ROADWIRE_DATA_DIR: own.dataDir, ROADWIRE_TLS_CERT: own.cert, ROADWIRE_TLS_KEY: own.key },
      log,
    );
    try {
      rmSync(own.key);
      await eventually('the fault in the log', () =>
        lines.some((line) => /ROADWIRE_TLS_KEY=.*ENOENT/.test(line)),
      );
      const answer = await ask(`${other.baseUrl}/health/live`, { ca: own.authority.pem });
      expect(answer.status).toBe(200);
      expect(lines).toHaveLength(1);
    } finally {
      await other.stop();
    }
  });
});
