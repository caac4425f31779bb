import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** Bytes that can be read only with the id, which the database does not have: AES-256-GCM under a key from the id. */
export function seal(id: string, content: object): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', keyFrom(id), iv);
  const bytes = [cipher.update(JSON.stringify(content), 'utf8'), cipher.final()];
  return Buffer.concat([iv, cipher.getAuthTag(), ...bytes]);
}

/** What was sealed under this id. Throws where it was sealed under another. */
export function unseal(id: string, sealed: Buffer): Record<string, unknown> {
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(id), sealed.subarray(0, ivBytes));
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  const text = Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
  return JSON.parse(text.toString('utf8')) as Record<string, unknown>;
}

function keyFrom(id: string): Buffer {
  return Buffer.from(hkdfSync('sha256', id, '', 'roadwire oauth item', 32));
}
