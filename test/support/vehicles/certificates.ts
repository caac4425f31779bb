import { X509Certificate as NodeCertificate, webcrypto } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { X509Certificate } from '@peculiar/x509';
import {
  type Authority,
  createAuthority,
  keyHashOf,
  privatePem,
} from '../../../src/certificates/authority.ts';
import { issueServerCertificate, keyAlgorithm, newSerial } from '../../../src/certificates/issue.ts';
import { loadLibrary } from '../../../src/certificates/load-library.ts';
import { addCertificate, findHolder } from '../../../src/store/vehicles/certificates.ts';
import type { Body, FleetOwner, TestCloud } from '../cloud.ts';

type Name = { [part: string]: string[] }[];

const dayMs = 86_400_000;

/** What somebody connects with. */
export type Identity = { cert: string; key: string; serial: string };

export const newFolder = () => mkdtempSync(join(tmpdir(), 'roadwire-tls-'));

const generated = { ...keyAlgorithm, modulusLength: 2048 };
const newKeys = () => webcrypto.subtle.generateKey(generated, true, ['sign', 'verify']);

export const subjectOf = (login: string): Name => [
  { C: ['FR'] },
  { ST: ['Ile-de-France'] },
  { L: ['Paris'] },
  { O: ['Example Fleet'] },
  { OU: ['Programs Partners'] },
  { CN: [login] },
  { E: ['fleet@example.org'] },
];

/** A certificate signing request with a key of so many bits or of a curve, in a file of its own. */
export async function newRequest(
  login: string,
  kind: number | string = 2048,
): Promise<{ file: string; key: string }> {
  const { Pkcs10CertificateRequestGenerator } = await loadLibrary();
  const algorithm =
    typeof kind === 'number'
      ? { ...keyAlgorithm, modulusLength: kind }
      : { name: 'ECDSA', namedCurve: kind, hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: subjectOf(login),
    keys,
    signingAlgorithm: typeof kind === 'number' ? keyAlgorithm : algorithm,
  });
  const file = join(newFolder(), 'partner.csr');
  writeFileSync(file, request.toString('pem'));
  return { file, key: await privatePem(keys.privateKey) };
}

export type Forged = {
  name?: Name;
  /** Days from now. */
  from?: number;
  to?: number;
  usage?: string[];
  isAuthority?: boolean;
};

/** A certificate such as its maker likes it, whatever Roadwire would sign; with the key of the authority given. */
export async function forge(signer: Authority, login: string, forged: Forged = {}): Promise<Identity> {
  const library = await loadLibrary();
  const keys = await newKeys();
  const { name = subjectOf(login), from = -1, to = 30, isAuthority = false } = forged;
  const usage = forged.usage ?? [library.ExtendedKeyUsage.clientAuth];
  const certificate = await library.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: name,
    issuer: signer.certificate.subjectName,
    notBefore: new Date(Date.now() + from * dayMs),
    notAfter: new Date(Date.now() + to * dayMs),
    publicKey: keys.publicKey,
    signingKey: signer.key,
    signingAlgorithm: keyAlgorithm,
    extensions: [
      new library.BasicConstraintsExtension(isAuthority, undefined, true),
      ...(isAuthority ? [] : [new library.ExtendedKeyUsageExtension(usage)]),
      await library.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await library.AuthorityKeyIdentifierExtension.create(signer.certificate.publicKey),
    ],
  });
  return identityOf(certificate, keys.privateKey);
}

async function identityOf(certificate: X509Certificate, key: webcrypto.CryptoKey): Promise<Identity> {
  const serial = certificate.serialNumber.toUpperCase();
  return { cert: certificate.toString('pem'), key: await privatePem(key), serial };
}

/** The same, entered as one that the built-in authority signed. */
export async function forgeListed(
  { database }: TestCloud,
  { signer, login }: { signer: Authority; login: string },
  forged: Forged = {},
): Promise<Identity> {
  const identity = await forge(signer, login, forged);
  const holder = (await findHolder(database, login)) ?? { clientId: '' };
  const { serial } = identity;
  const entry = { authority: keyHashOf(signer), serial, login, subject: login, expiresAt: new Date() };
  await addCertificate(database, entry, holder);
  return identity;
}

/** An authority of somebody else, which may call itself as ours does. */
export async function foreignAuthority(name?: string): Promise<Authority> {
  const { X509CertificateGenerator, BasicConstraintsExtension } = await loadLibrary();
  if (name === undefined) return createAuthority(newFolder(), Date.now());
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name,
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + 30 * dayMs),
    keys,
    signingAlgorithm: keyAlgorithm,
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  return { certificate, key: keys.privateKey, pem: certificate.toString('pem') };
}

/** An authority below another. */
export async function authorityBelow(above: Authority): Promise<Authority> {
  const identity = await forge(above, '', { name: [{ CN: ['Below'] }], isAuthority: true });
  const { X509Certificate: Certificate } = await loadLibrary();
  const der = await pkcs8(identity.key);
  const key = await webcrypto.subtle.importKey('pkcs8', der, keyAlgorithm, false, ['sign']);
  return { certificate: new Certificate(identity.cert), key, pem: identity.cert };
}

async function pkcs8(pem: string): Promise<Buffer> {
  return Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
}

/** A folder with an authority, and with a certificate and key for 127.0.0.1 as files. */
export async function newServerFiles() {
  const dataDir = newFolder();
  const authority = await createAuthority(dataDir, Date.now());
  mkdirSync(join(dataDir, 'tls'));
  const files = { cert: join(dataDir, 'tls', 'server.pem'), key: join(dataDir, 'tls', 'server.key') };
  await writeServerFiles(authority, files);
  return { dataDir, authority, ...files };
}

/** Puts a new certificate where the old one is; the answer is its serial number. */
export async function writeServerFiles(
  authority: Authority,
  files: { cert: string; key: string },
): Promise<string> {
  const made = await issueServerCertificate(authority, ['127.0.0.1', 'localhost'], {
    now: Date.now(),
    days: 30,
  });
  writeFileSync(files.key, await privatePem(made.key));
  writeFileSync(files.cert, made.certificate.toString('pem'));
  return new NodeCertificate(made.certificate.toString('pem')).serialNumber;
}

export type TlsAnswer = {
  status: number;
  headers: IncomingHttpHeaders;
  body: Body;
  serverSerial?: string;
  isResumed: boolean;
};

/** `GET` of an absolute address, with what `node:https` takes. */
export function ask(url: string, options: RequestOptions = {}): Promise<TlsAnswer> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sent = send(url, { agent: false, ...options }, (response) => {
      const pieces: Buffer[] = [];
      const socket = response.socket as {
        getPeerCertificate?(): { serialNumber: string };
        isSessionReused?(): boolean;
      };
      const isResumed = socket.isSessionReused?.() ?? false;
      const serverSerial = socket.getPeerCertificate?.().serialNumber;
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString();
        const isJson = /json/.test(response.headers['content-type'] ?? '');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: isJson ? JSON.parse(text) : text,
          isResumed,
          ...(serverSerial === undefined ? {} : { serverSerial }),
        });
      });
    });
    sent.on('error', reject).end();
  });
}

/** The fleets of a fleet owner: every login opens them. */
export function fleetsOf(
  cloud: TestCloud,
  { login, password, clientId }: FleetOwner,
  options: RequestOptions = {},
) {
  const authorization = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
  const headers = { authorization, ...options.headers };
  return ask(`${cloud.baseUrl}/connectedcar/v3/fleets?client_id=${clientId}`, { ...options, headers });
}

/** An answer in short: its status, or the code of its error. */
export const codeOf = ({ status, body }: TlsAnswer): number => body?.code ?? status;
