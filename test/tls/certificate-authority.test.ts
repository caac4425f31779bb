import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAuthority } from '../../src/certificates/authority.ts';
import { readRequest } from '../../src/certificates/request.ts';
import { ca } from '../../src/cli/ca/ca.ts';
import { type FleetOwner, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { run } from '../support/run-command.ts';
import { codeOf, fleetsOf, newFolder, newRequest, subjectOf } from '../support/vehicles/certificates.ts';

const dataDir = newFolder();
const file = (...names: string[]) => join(dataDir, ...names);
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
const printedAfter = (text: string, word: string) => new RegExp(`${word} +(\\S+)`).exec(text)?.[1] ?? '';

describe('the built-in certificate authority', () => {
  let cloud: TestCloud;
  let owner: FleetOwner;
  beforeAll(() => {
    vi.stubEnv('ROADWIRE_DATA_DIR', dataDir);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await cloud?.stop();
  });

  it('is told to be made where there is none yet', async () => {
    for (const args of [['show'], ['sign', 'partner.csr'], ['server-cert', 'localhost']])
      await expect(run(ca, ...args)).rejects.toThrow('roadwire ca init');
  });

  it('is made once, and only its owner can read the key', async () => {
    expect(await run(ca, 'init')).toMatch(/O=Roadwire, CN=Roadwire CA/);
    expect([modeOf(file('ca')), modeOf(file('ca', 'ca.key'))]).toEqual(['700', '600']);
    const key = readFileSync(file('ca', 'ca.key'), 'utf8');
    await expect(run(ca, 'init')).rejects.toThrow('already');
    expect(readFileSync(file('ca', 'ca.key'), 'utf8')).toBe(key);
    const made = new X509Certificate(readFileSync(file('ca', 'ca.pem')));
    expect(made).toMatchObject({ ca: true, serialNumber: expect.stringMatching(/^[4-7][0-9A-F]{31}$/) });
    expect(made.verify(made.publicKey)).toBe(true);
    expect(await run(ca, 'show', '--pem')).toBe(made.toString().trim());
  });

  it('makes a certificate that a server speaks TLS with', async () => {
    const printed = await run(ca, 'server-cert', '127.0.0.1', 'localhost', '*.cars.example', '--days', '5');
    const [cert, key] = [/TLS_CERT=(.*)/, /TLS_KEY=(.*)/].map((line) => line.exec(printed)?.[1] ?? '') as [
      string,
      string,
    ];
    expect(modeOf(key)).toBe('600');
    expect(new X509Certificate(readFileSync(cert)).subjectAltName).toBe(
      'IP Address:127.0.0.1, DNS:localhost, DNS:*.cars.example',
    );
    await expect(run(ca, 'server-cert', 'not a host')).rejects.toThrow('host: not a host');
    cloud = await startTestCloud({
      ROADWIRE_DATA_DIR: dataDir,
      ROADWIRE_TLS_CERT: cert,
      ROADWIRE_TLS_KEY: key,
      ROADWIRE_TLS_CLIENT_CERT: 'required',
    });
    vi.stubEnv('DATABASE_URL', cloud.databaseUrl);
    owner = await cloud.addPartner();
  });

  it('signs the request of a fleet owner, who comes in with it until it is revoked', async () => {
    const request = await newRequest(owner.login);
    const printed = await run(ca, 'sign', request.file, '--days', '10');
    expect(printedAfter(printed, 'client_id')).toBe(owner.clientId);
    const cert = readFileSync(printedAfter(printed, 'certificate'), 'utf8');
    const authority = readFileSync(printedAfter(printed, 'authority'), 'utf8');
    const signed = new X509Certificate(cert);
    expect(signed.toLegacyObject().subject).toMatchObject({
      C: 'FR',
      OU: 'Programs Partners',
      CN: owner.login,
    });
    expect(signed).toMatchObject({ ca: false, keyUsage: ['1.3.6.1.5.5.7.3.2'] });
    expect(Date.parse(signed.validTo) - Date.now()).toBeLessThan(10 * 86_400_000 + 1000);

    const open = () => fleetsOf(cloud, owner, { ca: authority, cert, key: request.key });
    expect((await open()).status).toBe(200);
    const serial = printedAfter(printed, 'serial');
    expect(await run(ca, 'list')).toMatch(new RegExp(`^${serial} +${owner.login} +until `));
    const typed = serial.toLowerCase().replaceAll(/(..)(?!$)/g, '$1:');
    expect(await run(ca, 'revoke', typed)).toBe(`revoked, of ${owner.login}`);
    cloud.clock.advance(1001);
    expect(codeOf(await open())).toBe(40106);
    const listed = await run(ca, 'list');
    expect(listed).toMatch(new RegExp(`^${serial} +${owner.login} +revoked `));
    // Once more changes nothing.
    await run(ca, 'revoke', serial);
    expect(await run(ca, 'list')).toBe(listed);
  });

  it('never writes over a file, and signs nothing then', async () => {
    const request = await newRequest(owner.login);
    const before = await run(ca, 'list');
    await expect(run(ca, 'sign', request.file, '--out', request.file)).rejects.toThrow('already');
    expect(await run(ca, 'list')).toBe(before);
  });

  it('signs for nobody who was not entered', async () => {
    const request = await newRequest('MZP404404');
    await expect(run(ca, 'sign', request.file)).rejects.toThrow('CN: MZP404404, expected the login');
    await expect(run(ca, 'revoke', '0123')).rejects.toThrow('there is no certificate 0123');
  });

  it('forgets the certificates of a fleet owner who is gone, also for another of the same login', async () => {
    const gone = await cloud.addPartner();
    const request = await newRequest(gone.login);
    const cert = readFileSync(printedAfter(await run(ca, 'sign', request.file), 'certificate'), 'utf8');
    const authority = readFileSync(file('ca', 'ca.pem'), 'utf8');
    const open = () => fleetsOf(cloud, gone, { ca: authority, cert, key: request.key });
    expect((await open()).status).toBe(200);
    const { pool } = cloud.database;
    await pool.query('delete from fleets where partner_id = (select id from partners where login = $1)', [
      gone.login,
    ]);
    await pool.query('delete from partners where login = $1', [gone.login]);
    await pool.query(`insert into partners (login, password_hash, client_id) values ($1, 'none', $2)`, [
      gone.login,
      gone.clientId,
    ]);
    cloud.clock.advance(1001);
    expect(codeOf(await open())).toBe(40106);
  });
});

describe('a request', () => {
  it('is read as it was made', async () => {
    const request = await newRequest('MZP128745');
    const read = await readRequest(readFileSync(request.file, 'utf8'));
    expect(read.login).toBe('MZP128745');
    expect(read.subject.toJSON()).toEqual(subjectOf('MZP128745'));
    // As Java's tool writes it.
    const pem = readFileSync(request.file, 'utf8').replaceAll(
      'CERTIFICATE REQUEST',
      'NEW CERTIFICATE REQUEST',
    );
    expect((await readRequest(pem)).login).toBe('MZP128745');
  });

  it('is refused where it was changed after it was signed', async () => {
    const pem = readFileSync((await newRequest('MZP128745')).file, 'utf8');
    const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
    der.write('MZP999999', der.indexOf('MZP128745'));
    const changed = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
    await expect(readRequest(changed)).rejects.toThrow('signature: wrong');
  });

  it.each([
    ['RSA of 1024 bits', 1024, /RSA 1024 .* expected RSA of 2048/],
    ['an elliptic curve', 'P-256', /ec, expected RSA of 2048/],
  ])('is refused with a key of %s', async (_, kind, fault) => {
    const pem = readFileSync((await newRequest('MZP128745', kind)).file, 'utf8');
    await expect(readRequest(pem)).rejects.toThrow(fault);
  });

  it.each([
    '',
    'x',
    '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----',
    'A'.repeat(100_000),
  ])('is refused where it is none: %.20s', async (text) => {
    await expect(readRequest(text)).rejects.toThrow('expected a PKCS #10 request');
  });

  it('is never signed for longer than the authority lives', async () => {
    const folder = newFolder();
    const authority = await createAuthority(folder, Date.now() - 3649 * 86_400_000);
    vi.stubEnv('ROADWIRE_DATA_DIR', folder);
    await run(ca, 'server-cert', 'localhost', '--days', '300');
    vi.unstubAllEnvs();
    const made = new X509Certificate(readFileSync(join(folder, 'tls', 'server.pem')));
    const seconds = 1000;
    expect(Date.parse(made.validTo)).toBe(
      Math.floor(authority.certificate.notAfter.getTime() / seconds) * seconds,
    );
  });
});
