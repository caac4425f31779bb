import { createPublicKey } from 'node:crypto';
import type { Name, Pkcs10CertificateRequest } from '@peculiar/x509';
import { type Library, loadLibrary } from './load-library.ts';
import { type SubjectParts, subjectFaults } from './subject.ts';

/** What a partner asks to be signed; it was checked. */
export type PartnerRequest = { login: string; subject: Name; request: Pkcs10CertificateRequest };

const pemBytesMax = 65_536;
const [leastBits, mostBits, leastExponent] = [2048, 8192, 65_537n];

/**
 * Reads a certificate signing request and checks it: whoever made it has the key, the key is RSA of 2048 bits or
 * more, and the subject is as partners of the Web API write it. Throws an error that names everything that is wrong.
 */
export async function readRequest(pem: string): Promise<PartnerRequest> {
  const request = parse(pem, await loadLibrary());
  const parts = request.subjectName.toJSON() as SubjectParts;
  const faults = [...subjectFaults(parts), ...keyFaults(Buffer.from(request.publicKey.rawData))];
  if (faults.length === 0 && !(await isSigned(request)))
    faults.push('signature: wrong, expected that of the key in the request');
  if (faults.length > 0) throw new Error(`the request is not as it should be:\n  ${faults.join('\n  ')}`);
  const [login = ''] = request.subjectName.getField('CN');
  return { login, subject: request.subjectName, request };
}

function parse(pem: string, { Pkcs10CertificateRequest: Request }: Library): Pkcs10CertificateRequest {
  const expected =
    'expected a PKCS #10 request such as "openssl req -new" writes: -----BEGIN CERTIFICATE REQUEST-----';
  if (pem.length > pemBytesMax || !/-----BEGIN (NEW )?CERTIFICATE REQUEST-----/.test(pem))
    throw new Error(expected);
  try {
    return new Request(pem.replaceAll('NEW CERTIFICATE REQUEST', 'CERTIFICATE REQUEST'));
  } catch (cause) {
    throw new Error(`the request cannot be read, ${expected}`, { cause });
  }
}

function keyFaults(spki: Buffer): string[] {
  const expected = `expected RSA of ${leastBits} to ${mostBits} bits with an exponent from ${leastExponent} on`;
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  if (key.asymmetricKeyType !== 'rsa') return [`key: ${key.asymmetricKeyType}, ${expected}`];
  const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  const isGood = modulusLength >= leastBits && modulusLength <= mostBits && publicExponent >= leastExponent;
  return isGood ? [] : [`key: RSA ${modulusLength} with the exponent ${publicExponent}, ${expected}`];
}

async function isSigned(request: Pkcs10CertificateRequest): Promise<boolean> {
  return request.verify().catch(() => false);
}
