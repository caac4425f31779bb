import { createHash, randomBytes, randomFillSync, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const scryptAsync = promisify<
  string,
  Buffer,
  number,
  { N: number; r: number; p: number; maxmem: number },
  Buffer
>(scrypt);

/** A new secret of 192 random bits, safe in URLs. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** A new secret that signs what is sent, in the form of Standard Webhooks: `whsec_` and 192 random bits in base64. */
export function newSigningSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`;
}

const idBytes = 24;

/** Random bytes for many ids: asking the system for those of each takes longer than all else. */
const stock = Buffer.alloc(256 * idBytes);
let used = stock.length;

/** An opaque public identifier: hexadecimal, as the contract's ids are. */
export function newPublicId(): string {
  if (used === stock.length) {
    randomFillSync(stock);
    used = 0;
  }
  used += idBytes;
  return stock.toString('hex', used - idBytes, used);
}

/**
 * Hash of a secret that Roadwire made itself. Such secrets carry 192 random bits, so a fast hash
 * withstands guessing; what people choose goes through `hashPassword`.
 */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Compares in constant time. */
export function isSecret(secret: string | Buffer, hash: Buffer): boolean {
  const given = createHash('sha256').update(secret).digest();
  return given.length === hash.length && timingSafeEqual(given, hash);
}

const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** Memory-hard hash of a password, with its salt and cost: `scrypt$N$r$p$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await scryptAsync(password, salt, 32, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/** Whether a password has this hash, which `hashPassword` made. Compares in constant time. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [kind, N, r, p, salt = '', hash = ''] = stored.split('$');
  const wanted = Buffer.from(hash, 'base64');
  if (kind !== 'scrypt' || wanted.length === 0) return false;
  const costs = { ...cost, N: Number(N), r: Number(r), p: Number(p) };
  const found = await scryptAsync(password, Buffer.from(salt, 'base64'), wanted.length, costs);
  return timingSafeEqual(found, wanted);
}
