import {
  createHash,
  createPrivateKey,
  X509Certificate as NodeCertificate,
  randomBytes,
  webcrypto,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { X509Certificate } from '@peculiar/x509';
import { makeFolder } from '../lib/folders.ts';
import { keyAlgorithm, newSerial, validity } from './issue.ts';
import { loadLibrary } from './load-library.ts';

/** The built-in certificate authority, with what it signs with. */
export type Authority = { certificate: X509Certificate; key: webcrypto.CryptoKey; pem: string };

const years = 10;
const bits = 3072;

/** Where the built-in authority is kept: the key only its owner can read. */
export function authorityFiles(dataDir: string) {
  const folder = join(dataDir, 'ca');
  return { folder, certificate: join(folder, 'ca.pem'), key: join(folder, 'ca.key') };
}

/** SHA-256 of a public key: what an authority is known by. */
export function keyHash({ publicKey }: NodeCertificate): Buffer {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
}

/** The same of an authority that was opened. */
export function keyHashOf({ pem }: Authority): Buffer {
  return keyHash(new NodeCertificate(pem));
}

/** Makes the authority. Throws where there is one. */
export async function createAuthority(dataDir: string, now: number): Promise<Authority> {
  const files = authorityFiles(dataDir);
  if (existsSync(files.key) || existsSync(files.certificate))
    throw new Error(
      `there is a certificate authority already: ${files.folder}. Move it away to make another; what it signed is not believed then`,
    );
  const generated = { ...keyAlgorithm, modulusLength: bits };
  const keys = await webcrypto.subtle.generateKey(generated, true, ['sign', 'verify']);
  const certificate = await selfSigned(keys, now);
  const pem = `${certificate.toString('pem')}\n`;
  makeFolder(dataDir);
  if (!existsSync(files.folder)) mkdirSync(files.folder, { mode: 0o700 });
  chmodSync(files.folder, 0o700);
  // Never over one that another command has just made.
  writeFileSync(files.key, await privatePem(keys.privateKey), { mode: 0o600, flag: 'wx' });
  writeFileSync(files.certificate, pem, { mode: 0o644, flag: 'wx' });
  return { certificate, key: keys.privateKey, pem };
}

async function selfSigned(keys: webcrypto.CryptoKeyPair, now: number): Promise<X509Certificate> {
  const library = await loadLibrary();
  const { cRLSign, keyCertSign } = library.KeyUsageFlags;
  return library.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    // Two authorities never have the same name: which one signed is found by it.
    name: [{ O: ['Roadwire'] }, { CN: [`Roadwire CA ${randomBytes(4).toString('hex')}`] }],
    ...validity(now, years * 365),
    keys,
    signingAlgorithm: keyAlgorithm,
    extensions: [
      new library.BasicConstraintsExtension(true, 0, true),
      new library.KeyUsagesExtension(keyCertSign | cRLSign, true),
      await library.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
}

/** Opens the authority. Throws an error that says what to do where there is none. */
export async function openAuthority(dataDir: string): Promise<Authority> {
  const { folder, ...files } = authorityFiles(dataDir);
  if (!existsSync(files.key))
    throw new Error(`there is no certificate authority in ${folder}: make it with "npx roadwire ca init"`);
  const library = await loadLibrary();
  const pem = readFileSync(files.certificate, 'utf8');
  const der = createPrivateKey(readFileSync(files.key)).export({ type: 'pkcs8', format: 'der' });
  const key = await webcrypto.subtle.importKey('pkcs8', der, keyAlgorithm, false, ['sign']);
  return { certificate: new library.X509Certificate(pem), key, pem };
}

/** As files of keys are written. */
export async function privatePem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}
