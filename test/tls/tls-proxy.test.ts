import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Authority } from '../../src/certificates/authority.ts';
import { type FleetOwner, startTestCloud, type TestCloud } from '../support/cloud.ts';
import {
  ask,
  codeOf,
  fleetsOf,
  foreignAuthority,
  forge,
  forgeListed,
  type Identity,
  newServerFiles,
} from '../support/vehicles/certificates.ts';

let authority: Authority;
let files: Awaited<ReturnType<typeof newServerFiles>>;
beforeAll(async () => {
  files = await newServerFiles();
  authority = files.authority;
});

async function startBehind(proxies: string, more: Record<string, string> = {}) {
  const cloud = await startTestCloud({
    ROADWIRE_DATA_DIR: files.dataDir,
    ROADWIRE_TLS_CLIENT_CERT: 'required',
    ROADWIRE_CLIENT_CERT_HEADER: 'X-Client-Cert',
    ROADWIRE_TRUSTED_PROXIES: proxies,
    ROADWIRE_PUBLIC_URL: 'https://cars.example',
    ...more,
  });
  const owner = await cloud.addPartner();
  // The address that others see is not the one that is asked here.
  const port = cloud.httpPort;
  return { cloud: { ...cloud, baseUrl: `http://127.0.0.1:${port}` }, owner, stop: cloud.stop };
}

const passedOn = (cert: string) => ({ 'x-client-cert': encodeURIComponent(cert) });

describe('behind a proxy that is trusted', () => {
  let cloud: TestCloud;
  let owner: FleetOwner;
  let identity: Identity;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ cloud, owner, stop } = await startBehind('127.0.0.0/8'));
    identity = await forgeListed(cloud, { signer: authority, login: owner.login });
  });
  afterAll(() => stop());
  const open = (headers: Record<string, string>) => fleetsOf(cloud, owner, { headers });

  it('the certificate that it passes on is the client’s', async () => {
    const base64 = identity.cert.replaceAll(/-----[^-]+-----|\s/g, '');
    for (const value of [
      encodeURIComponent(identity.cert),
      base64,
      `:${base64}:`,
      `Hash=1;Cert="${encodeURIComponent(identity.cert)}"`,
    ])
      expect((await open({ 'x-client-cert': value })).status).toBe(200);
  });

  it('none is none, also where the header is empty', async () => {
    expect(codeOf(await open({}))).toBe(40105);
    expect(codeOf(await open({ 'x-client-cert': '' }))).toBe(40105);
  });

  it('the proxy’s word alone means nothing', async () => {
    for (const value of [
      'SUCCESS',
      'CN=MZP1',
      encodeURIComponent(identity.cert.replace(/[A-Z]/, 'b')),
      'a'.repeat(9000),
    ])
      expect(codeOf(await open({ 'x-client-cert': value }))).toBe(40106);
    expect(
      codeOf(await open({ 'x-client-verify': 'SUCCESS', 'x-ssl-client-s-dn': `CN=${owner.login}` })),
    ).toBe(40105);
  });

  it('it is checked as on a connection', async () => {
    const signer = authority;
    const { login } = owner;
    const expired = await forgeListed(cloud, { signer, login }, { from: -9, to: -1 });
    const foreign = await forge(await foreignAuthority(authority.certificate.subject), login);
    const other = await cloud.addPartner();
    const others = await forgeListed(cloud, { signer, login: other.login });
    const revoked = await forgeListed(cloud, { signer, login });
    expect((await open(passedOn(revoked.cert))).status).toBe(200);
    await cloud.database.pool.query('update partner_certificates set revoked_at = now() where serial = $1', [
      revoked.serial,
    ]);
    cloud.clock.advance(1001);
    const codes = [];
    for (const { cert } of [expired, foreign, others, revoked])
      codes.push(codeOf(await open(passedOn(cert))));
    expect(codes).toEqual([40106, 40106, 40305, 40106]);
  });

  it('two in one header are none', async () => {
    const both = `${encodeURIComponent(identity.cert)}, ${encodeURIComponent(identity.cert)}`;
    expect(codeOf(await open({ 'x-client-cert': both }))).toBe(40106);
  });

  it('browsers are told to come by TLS only', async () => {
    const { headers } = await ask(`${cloud.baseUrl}/health/live`);
    expect(headers['strict-transport-security']).toBeTruthy();
  });
});

describe('a header of somebody who is no trusted proxy', () => {
  it('means nothing, wherever they say that they come from', async () => {
    const { cloud, owner, stop } = await startBehind('10.1.2.3,10.9.0.0/16,::2');
    try {
      const { cert } = await forgeListed(cloud, { signer: authority, login: owner.login });
      for (const from of ['10.1.2.3', '10.9.0.1', '127.0.0.1, 10.1.2.3']) {
        const headers = {
          ...passedOn(cert),
          'x-forwarded-for': from,
          forwarded: `for=${from}`,
          'x-real-ip': from,
        };
        expect(codeOf(await fleetsOf(cloud, owner, { headers }))).toBe(40105);
      }
    } finally {
      await stop();
    }
  });

  it('does not hide the certificate of their connection', async () => {
    const { cloud, owner, stop } = await startBehind('10.1.2.3', {
      ROADWIRE_TLS_CERT: files.cert,
      ROADWIRE_TLS_KEY: files.key,
    });
    try {
      const direct = { ...cloud, baseUrl: cloud.baseUrl.replace('http:', 'https:') };
      const { cert, key } = await forgeListed(cloud, { signer: authority, login: owner.login });
      const other = await forgeListed(cloud, { signer: authority, login: (await cloud.addPartner()).login });
      const options = { ca: authority.pem, headers: passedOn(cert) };
      expect((await fleetsOf(direct, owner, { ...options, cert, key })).status).toBe(200);
      expect(codeOf(await fleetsOf(direct, owner, { ...options, cert: other.cert, key: other.key }))).toBe(
        40305,
      );
    } finally {
      await stop();
    }
  });
});
