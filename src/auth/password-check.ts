import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../lib/clock.ts';
import { isPassword } from '../lib/secrets.ts';

/** Thrown where so many passwords wait to be checked that one more is refused. */
export class TooManyChecksError extends Error {
  override name = 'TooManyChecksError';
}

/** Passwords are slow to check on purpose: what was found right, or wrong, is kept for this time. */
const keepMs = 5 * 60_000;
const keepWrongMs = 1000;
const keptMax = 2000;
/** Checks that may wait for each other. */
const waitingMax = 50;

/** A hash that no password has. */
export const nobody = `scrypt$32768$8$1$${randomBytes(16).toString('base64')}$${randomBytes(32).toString('base64')}`;

/** Whether a password fits a hash, one check after the other. Passwords are remembered under a key of this process. */
export function createPasswordCheck(clock: Clock) {
  const processKey = randomBytes(32);
  const known = new LRUCache<string, { answer: Promise<boolean>; until: number }>({ max: keptMax });
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function check(hash: string, password: string): Promise<boolean> {
    if (waiting >= waitingMax) throw new TooManyChecksError('too many passwords wait to be checked');
    waiting += 1;
    const mine = last.then(() => isPassword(password, hash));
    last = mine.catch(() => undefined);
    return mine.finally(() => {
      waiting -= 1;
    });
  }

  return async (hash: string, password: string): Promise<boolean> => {
    const key = createHmac('sha256', processKey).update(hash).update('\0').update(password).digest('base64');
    const found = known.get(key);
    if (found && found.until > clock.now()) return found.answer;
    const entry = { answer: check(hash, password), until: Number.POSITIVE_INFINITY };
    known.set(key, entry);
    try {
      const isRight = await entry.answer;
      entry.until = clock.now() + (isRight ? keepMs : keepWrongMs);
      return isRight;
    } catch (error) {
      known.delete(key);
      throw error;
    }
  };
}
