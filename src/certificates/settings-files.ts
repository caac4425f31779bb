import { createPrivateKey, type KeyObject, type X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { authorityFiles } from './authority.ts';
import { certificatesIn, timeFault } from './read-pem.ts';

/** The settings that are about certificates. */
export type CertificateSettings = {
  dataDir: string;
  publicUrl?: string;
  mqttsPort?: number;
  tlsCert?: string;
  tlsKey?: string;
  tlsClientCa?: string;
  tlsClientCert: 'off' | 'optional' | 'required';
  clientCertHeader?: string;
  trustedProxies: readonly string[];
};

/** What the files say: of the server where it speaks TLS, and whose certificates are believed. */
export type CertificateFiles = {
  server?: { cert: string; key: string; certificates: readonly X509Certificate[] };
  clients?: { ca: string; certificates: readonly X509Certificate[]; own?: X509Certificate };
};

/** The files and everything that is wrong with them or with the settings that name them, one line each. */
export type ReadFiles = { files: CertificateFiles; faults: string[] };

/** Reads the files that the settings name. */
export function readCertificateFiles(settings: CertificateSettings, now: number): ReadFiles {
  const faults = settingsFaults(settings);
  const files: CertificateFiles = {};
  const server = readServer(settings, now);
  if (Array.isArray(server)) faults.push(...server);
  else if (server) files.server = server;
  if (settings.tlsClientCert !== 'off') {
    const clients = readClients(settings, now);
    if (typeof clients === 'string') faults.push(clients);
    else files.clients = clients;
  }
  return { files, faults };
}

/** Settings that do not go together. */
function settingsFaults(settings: CertificateSettings): string[] {
  const { tlsCert, tlsKey, tlsClientCa, tlsClientCert, clientCertHeader, publicUrl, trustedProxies } =
    settings;
  const rules: [boolean, string][] = [
    [tlsCert !== undefined && !tlsKey, 'ROADWIRE_TLS_KEY: missing, expected the key of ROADWIRE_TLS_CERT'],
    [
      tlsKey !== undefined && !tlsCert,
      'ROADWIRE_TLS_CERT: missing, expected the certificate of ROADWIRE_TLS_KEY',
    ],
    [
      settings.mqttsPort !== undefined && !tlsCert,
      'ROADWIRE_MQTTS_PORT: expected ROADWIRE_TLS_CERT and ROADWIRE_TLS_KEY beside it',
    ],
    [
      tlsCert !== undefined && /^http:/.test(publicUrl ?? ''),
      `ROADWIRE_PUBLIC_URL=${publicUrl}: expected https://, as ROADWIRE_TLS_CERT is set`,
    ],
    [
      tlsClientCert !== 'off' && !tlsCert && !clientCertHeader,
      `ROADWIRE_TLS_CLIENT_CERT=${tlsClientCert}: expected ROADWIRE_TLS_CERT or, behind a proxy, ROADWIRE_CLIENT_CERT_HEADER beside it`,
    ],
    [
      tlsClientCert === 'off' && tlsClientCa !== undefined,
      'ROADWIRE_TLS_CLIENT_CA: expected ROADWIRE_TLS_CLIENT_CERT=optional or required beside it',
    ],
    [
      tlsClientCert === 'off' && clientCertHeader !== undefined,
      'ROADWIRE_CLIENT_CERT_HEADER: expected ROADWIRE_TLS_CLIENT_CERT=optional or required beside it',
    ],
    [
      clientCertHeader !== undefined && trustedProxies.length === 0,
      'ROADWIRE_CLIENT_CERT_HEADER: expected ROADWIRE_TRUSTED_PROXIES beside it: whose word is believed',
    ],
  ];
  return rules.flatMap(([isWrong, fault]) => (isWrong ? [fault] : []));
}

type Pem = { text: string } | { fault: string };

function readText(name: string, path: string): Pem {
  try {
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { fault: `${name}=${path}: cannot be read: ${(error as NodeJS.ErrnoException).code}` };
  }
}

type ReadCertificates = { text: string; certificates: X509Certificate[] };

function readCertificates(name: string, path: string): ReadCertificates | { fault: string } {
  const read = readText(name, path);
  if ('fault' in read) return read;
  const expected = `${name}=${path}: expected certificates as PEM: -----BEGIN CERTIFICATE-----`;
  try {
    const certificates = certificatesIn(read.text);
    return certificates.length > 0 ? { text: read.text, certificates } : { fault: expected };
  } catch (error) {
    return { fault: `${expected} (${(error as Error).message})` };
  }
}

function readKey(name: string, path: string): { text: string; key: KeyObject } | { fault: string } {
  const read = readText(name, path);
  if ('fault' in read) return read;
  try {
    return { text: read.text, key: createPrivateKey(read.text) };
  } catch {
    return { fault: `${name}=${path}: expected a private key as PEM, without a passphrase` };
  }
}

type ServerFiles = NonNullable<CertificateFiles['server']>;

/** Undefined where there is to be no TLS, or where a setting is missing. */
function readServer(
  { tlsCert, tlsKey }: CertificateSettings,
  now: number,
): ServerFiles | string[] | undefined {
  const read = tlsCert === undefined ? undefined : readCertificates('ROADWIRE_TLS_CERT', tlsCert);
  const key = tlsKey === undefined ? undefined : readKey('ROADWIRE_TLS_KEY', tlsKey);
  const faults = [read, key].flatMap((one) => (one && 'fault' in one ? [one.fault] : []));
  if (read && 'certificates' in read) {
    const [own] = read.certificates as [X509Certificate];
    const term = timeFault(own, now);
    if (term) faults.push(`ROADWIRE_TLS_CERT=${tlsCert}: ${term}`);
    if (key && 'key' in key && !own.checkPrivateKey(key.key))
      faults.push(`ROADWIRE_TLS_KEY=${tlsKey}: expected the key of the certificate in ROADWIRE_TLS_CERT`);
  }
  if (faults.length > 0) return faults;
  return read && key ? serverFiles(read as ReadCertificates, key as { text: string }) : undefined;
}

function serverFiles({ text: cert, certificates }: ReadCertificates, key: { text: string }): ServerFiles {
  return { cert, key: key.text, certificates };
}

function readClients(
  { dataDir, tlsClientCa }: CertificateSettings,
  now: number,
): NonNullable<CertificateFiles['clients']> | string {
  const ownFile = authorityFiles(dataDir).certificate;
  if (!tlsClientCa && !existsSync(ownFile))
    return 'ROADWIRE_TLS_CLIENT_CA: there is no built-in authority yet: make it with "npx roadwire ca init", or name a file';
  const read = readCertificates('ROADWIRE_TLS_CLIENT_CA', tlsClientCa ?? ownFile);
  if ('fault' in read) return read.fault;
  for (const one of read.certificates) {
    const fault = timeFault(one, now) ?? authorityFault(one, read.certificates);
    const subject = one.subject.replaceAll('\n', ', ');
    if (fault) return `ROADWIRE_TLS_CLIENT_CA=${tlsClientCa ?? ownFile}: ${subject}: ${fault}`;
  }
  const [own] = existsSync(ownFile) ? certificatesIn(readFileSync(ownFile, 'utf8')) : [];
  return { ca: read.text, certificates: read.certificates, ...(own ? { own } : {}) };
}

function authorityFault(certificate: X509Certificate, all: readonly X509Certificate[]): string | undefined {
  if (!certificate.ca) return 'it is no authority';
  const isWhole = all.some((one) => certificate.checkIssued(one) && certificate.verify(one.publicKey));
  return isWhole ? undefined : 'the one that signed it is missing, expected all up to the topmost';
}
