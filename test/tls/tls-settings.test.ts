import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { privatePem } from '../../src/certificates/authority.ts';
import { readCertificateFiles } from '../../src/certificates/settings-files.ts';
import { warnOpenDoors } from '../../src/certificates/warn-open-doors.ts';
import { startCloud } from '../../src/cloud.ts';
import { readSettings } from '../../src/config/settings.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import {
  authorityBelow,
  foreignAuthority,
  newFolder,
  newServerFiles,
} from '../support/vehicles/certificates.ts';

const dayMs = 86_400_000;

let right: Awaited<ReturnType<typeof newServerFiles>>;
let other: Awaited<ReturnType<typeof newServerFiles>>;
let noCertificate: string;
beforeAll(async () => {
  [right, other] = [await newServerFiles(), await newServerFiles()];
  noCertificate = join(newFolder(), 'text.pem');
  writeFileSync(noCertificate, 'not a certificate');
});

function faultsOf(environment: Record<string, string>, now = Date.now()): string[] {
  return readCertificateFiles(readSettings({ ROADWIRE_DATA_DIR: right.dataDir, ...environment }), now).faults;
}

const tls = (cert = right.cert, key = right.key) => ({ ROADWIRE_TLS_CERT: cert, ROADWIRE_TLS_KEY: key });
const proxy = { ROADWIRE_CLIENT_CERT_HEADER: 'X-Client-Cert', ROADWIRE_TRUSTED_PROXIES: '10.0.0.1' };
const required = { ROADWIRE_TLS_CLIENT_CERT: 'required' };

describe('settings of certificates', () => {
  it('are right together', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ ...tls(), ...required })).toEqual([]);
    expect(faultsOf({ ...proxy, ...required })).toEqual([]);
    expect(
      faultsOf({ ...proxy, ...required, ROADWIRE_TLS_CLIENT_CA: join(right.dataDir, 'ca', 'ca.pem') }),
    ).toEqual([]);
  });

  it.each<[string, () => Record<string, string>, RegExp]>([
    ['the key is missing', () => ({ ROADWIRE_TLS_CERT: right.cert }), /^ROADWIRE_TLS_KEY: missing/],
    ['the certificate is missing', () => ({ ROADWIRE_TLS_KEY: right.key }), /^ROADWIRE_TLS_CERT: missing/],
    [
      'vehicles have no certificate to see',
      () => ({ ROADWIRE_MQTTS_PORT: '8883' }),
      /^ROADWIRE_MQTTS_PORT: expected/,
    ],
    ['there is no such file', () => tls('/nowhere.pem'), /^ROADWIRE_TLS_CERT=\/nowhere.pem: .*ENOENT/],
    ['it is a folder', () => tls(right.cert, right.dataDir), /^ROADWIRE_TLS_KEY=.*EISDIR/],
    ['it is no certificate', () => tls(noCertificate), /^ROADWIRE_TLS_CERT=.*expected certificates as PEM/],
    ['it is no key', () => tls(right.cert, noCertificate), /^ROADWIRE_TLS_KEY=.*expected a private key/],
    ['the key is another’s', () => tls(right.cert, other.key), /^ROADWIRE_TLS_KEY=.*of the certificate in/],
    [
      'the public address is without TLS',
      () => ({ ...tls(), ROADWIRE_PUBLIC_URL: 'http://a.example' }),
      /^ROADWIRE_PUBLIC_URL.*https/,
    ],
    [
      'nobody could show a certificate',
      () => required,
      /^ROADWIRE_TLS_CLIENT_CERT=required: expected ROADWIRE_TLS_CERT or/,
    ],
    [
      'there is no authority',
      () => ({ ...tls(), ...required, ROADWIRE_DATA_DIR: newFolder() }),
      /roadwire ca init/,
    ],
    [
      'those who sign are no authorities',
      () => ({ ...tls(), ...required, ROADWIRE_TLS_CLIENT_CA: right.cert }),
      /it is no authority/,
    ],
    [
      'nobody is asked for a certificate',
      () => ({ ...tls(), ROADWIRE_TLS_CLIENT_CA: right.cert }),
      /^ROADWIRE_TLS_CLIENT_CA: expected/,
    ],
    [
      'nobody reads the header',
      () => ({ ...proxy }),
      /^ROADWIRE_CLIENT_CERT_HEADER: expected ROADWIRE_TLS_CLIENT_CERT/,
    ],
    [
      'anybody could set the header',
      () => ({ ...proxy, ...required, ROADWIRE_TRUSTED_PROXIES: 'none' }),
      /^ROADWIRE_CLIENT_CERT_HEADER: expected ROADWIRE_TRUSTED/,
    ],
  ])('are wrong where %s', (_, environment, fault) => {
    expect(faultsOf(environment())).toEqual([expect.stringMatching(fault)]);
  });

  it('are all named where several are wrong', () => {
    const environment = {
      ROADWIRE_TLS_CERT: '/nowhere.pem',
      ...required,
      ROADWIRE_TLS_CLIENT_CA: '/nobody.pem',
    };
    expect(faultsOf(environment)).toEqual([
      expect.stringMatching(/^ROADWIRE_TLS_KEY: missing/),
      expect.stringMatching(/^ROADWIRE_TLS_CERT=.*ENOENT/),
      expect.stringMatching(/^ROADWIRE_TLS_CLIENT_CA=.*ENOENT/),
    ]);
  });

  it('are wrong where the authorities do not go up to the topmost', async () => {
    const above = await foreignAuthority('CN=Above');
    const below = await authorityBelow(above);
    const file = join(newFolder(), 'clients.pem');
    writeFileSync(file, below.pem);
    const environment = { ...proxy, ...required, ROADWIRE_TLS_CLIENT_CA: file };
    expect(faultsOf(environment)).toEqual([
      expect.stringMatching(/CN=Below: the one that signed it is missing/),
    ]);
    writeFileSync(file, below.pem + above.pem);
    expect(faultsOf(environment)).toEqual([]);
  });

  it('are wrong before and after the term of a certificate', () => {
    expect(faultsOf(tls(), Date.now() + 31 * dayMs)).toEqual([
      expect.stringMatching(/ROADWIRE_TLS_CERT=.*expired at/),
    ]);
    expect(faultsOf(tls(), Date.now() - dayMs)).toEqual([expect.stringMatching(/holds from/)]);
    const late = Date.now() + 4000 * dayMs;
    expect(faultsOf({ ...proxy, ...required }, late)).toEqual([
      expect.stringMatching(/ROADWIRE_TLS_CLIENT_CA=.*expired/),
    ]);
  });

  it('are told all at once, and stop the start before anything else', async () => {
    const settings = readSettings({
      ...tls('/nowhere.pem', right.dataDir),
      ...required,
      ROADWIRE_DATA_DIR: newFolder(),
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    });
    const log = createLog({ logLevel: 'silent', logPretty: false });
    const failed = await startCloud(settings, { clock: systemClock, log }).catch((error: Error) => error);
    expect((failed as Error).message).toMatch(/wrong settings:\n.*TLS_CERT.*\n.*TLS_KEY.*\n.*TLS_CLIENT_CA/);
  });

  it('do not mind an authority whose folder has no other files', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'ca'));
    const { pem, key } = await foreignAuthority('CN=Mine');
    writeFileSync(join(folder, 'ca', 'ca.pem'), pem);
    writeFileSync(join(folder, 'ca', 'ca.key'), await privatePem(key));
    expect(faultsOf({ ...proxy, ...required, ROADWIRE_DATA_DIR: folder })).toEqual([]);
  });
});

describe('a start', () => {
  const warned = (doors: Partial<Parameters<typeof warnOpenDoors>[0]>) => {
    const lines: string[] = [];
    const log = createLog({ logLevel: 'warn', logPretty: false }, { write: (line) => void lines.push(line) });
    warnOpenDoors({ host: '127.0.0.1', trustedProxies: [], ...doors }, log);
    return lines.length > 0;
  };

  it.each([
    ['0.0.0.0', true],
    ['::', true],
    ['192.168.1.2', true],
    ['cars.example', true],
    ['127.0.0.1', false],
    ['127.8.0.1', false],
    ['::1', false],
    ['localhost', false],
  ])('at %s without TLS and without a proxy warns: %s', (host, expected) => {
    expect(warned({ host })).toBe(expected);
  });

  it('with TLS, or with a proxy, does not warn', () => {
    const host = '0.0.0.0';
    expect(warned({ host, tlsCert: 'a.pem' })).toBe(false);
    expect(warned({ host, trustedProxies: ['10.0.0.1'] })).toBe(false);
    expect(warned({ host, publicUrl: 'https://cars.example' })).toBe(false);
    expect(warned({ host, publicUrl: 'http://cars.example' })).toBe(true);
  });
});
