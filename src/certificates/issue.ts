import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import type { Extension, Name, X509Certificate } from '@peculiar/x509';
import type { Authority } from './authority.ts';
import { loadLibrary } from './load-library.ts';
import type { PartnerRequest } from './request.ts';

/** All keys that Roadwire makes. Partners' are RSA too, and there is no client that does not verify it. */
export const keyAlgorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
};

const dayMs = 86_400_000;
/** Clocks that are a little behind take it, too. */
const earlyMs = 3_600_000;

/** 126 random bits, never zero, always of the same length. */
export function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] as number) & 0x3f) | 0x40;
  return bytes.toString('hex').toUpperCase();
}

/** From an hour ago for some days. */
export function validity(now: number, days: number) {
  return { notBefore: new Date(now - earlyMs), notAfter: new Date(now + days * dayMs) };
}

type For = { now: number; days: number };

/** Signs what a partner asked for: what the request says beside subject and key is left out. */
export async function signRequest(
  authority: Authority,
  { subject, request }: PartnerRequest,
  during: For,
): Promise<X509Certificate> {
  const { ExtendedKeyUsage } = await loadLibrary();
  const publicKey = await request.publicKey.export(keyAlgorithm, ['verify']);
  return issue(authority, { subject, publicKey, usage: ExtendedKeyUsage.clientAuth, during });
}

/** A certificate for a server of some names and addresses, with its key. */
export async function issueServerCertificate(authority: Authority, hosts: readonly string[], during: For) {
  const { ExtendedKeyUsage, SubjectAlternativeNameExtension } = await loadLibrary();
  const generated = { ...keyAlgorithm, modulusLength: 2048 };
  const keys = await webcrypto.subtle.generateKey(generated, true, ['sign', 'verify']);
  const names = hosts.map((host) => ({ type: isIP(host) ? 'ip' : 'dns', value: host }) as const);
  const certificate = await issue(authority, {
    subject: [{ CN: [hosts[0] as string] }],
    publicKey: keys.publicKey,
    usage: ExtendedKeyUsage.serverAuth,
    extensions: [new SubjectAlternativeNameExtension(names)],
    during,
  });
  return { certificate, key: keys.privateKey };
}

type Issued = {
  subject: Name | { CN: string[] }[];
  publicKey: webcrypto.CryptoKey;
  usage: string;
  extensions?: readonly Extension[];
  during: For;
};

async function issue(authority: Authority, issued: Issued): Promise<X509Certificate> {
  const library = await loadLibrary();
  const { subject, publicKey, usage, extensions = [], during } = issued;
  const { notBefore, notAfter } = validity(during.now, during.days);
  const { certificate: signer, key } = authority;
  const last = new Date(Math.min(notAfter.getTime(), signer.notAfter.getTime()));
  return library.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject,
    issuer: signer.subjectName,
    notBefore,
    notAfter: last,
    publicKey,
    signingKey: key,
    signingAlgorithm: keyAlgorithm,
    extensions: [
      new library.BasicConstraintsExtension(false, undefined, true),
      new library.KeyUsagesExtension(
        library.KeyUsageFlags.digitalSignature | library.KeyUsageFlags.keyEncipherment,
        true,
      ),
      new library.ExtendedKeyUsageExtension([usage]),
      await library.SubjectKeyIdentifierExtension.create(publicKey),
      await library.AuthorityKeyIdentifierExtension.create(signer.publicKey),
      ...extensions,
    ],
  });
}
