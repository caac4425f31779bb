import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../lib/clock.ts';
import { isPassword } from '../lib/secrets.ts';
import type { Throttle } from './throttle.ts';

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
const nobody = `scrypt$32768$8$1$${randomBytes(16).toString('base64')}$${randomBytes(32).toString('base64')}`;

/** Thrown where passwords were wrong too often. */
export class TooManyWrongError extends Error {
  override name = 'TooManyWrongError';
  readonly seconds: number;

  constructor(seconds: number) {
    super(`passwords were wrong too often: come back in ${seconds} s`);
    this.seconds = seconds;
  }
}

export type PasswordAttempt = {
  /** Under which somebody comes in: what was found of another name says nothing of this one. */
  name: string;
  /** Undefined where nobody has the name, which takes as long. */
  hash: string | undefined;
  password: string;
  /** Whose wrong passwords are counted together, where they are. */
  from?: string;
};

/**
 * Whether a password fits a hash, one check after the other. What was found is remembered under a key of this
 * process. Throws `TooManyChecksError`, and `TooManyWrongError` where `wrong` bounds how often.
 */
export function createPasswordCheck(clock: Clock, wrong?: Throttle) {
  const processKey = randomBytes(32);
  const known = new LRUCache<string, { answer: Promise<boolean>; until: number }>({ max: keptMax });
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function check({ hash = nobody, password, from }: PasswordAttempt): Promise<boolean> {
    if (waiting >= waitingMax) throw new TooManyChecksError('too many passwords wait to be checked');
    const waitMs = from === undefined ? 0 : (wrong?.take(from) ?? 0);
    if (waitMs > 0) throw new TooManyWrongError(Math.ceil(waitMs / 1000));
    waiting += 1;
    const mine = last.then(() => isPassword(password, hash));
    last = mine.catch(() => undefined);
    const isRight = await mine.finally(() => {
      waiting -= 1;
    });
    if (isRight && from !== undefined) wrong?.giveBack(from);
    return isRight;
  }

  return async (attempt: PasswordAttempt): Promise<boolean> => {
    const { name, hash = nobody, password } = attempt;
    const key = createHmac('sha256', processKey)
      .update(JSON.stringify([name, hash, password]))
      .digest('base64');
    const found = known.get(key);
    if (found && found.until > clock.now()) return found.answer;
    const entry = { answer: check(attempt), until: Number.POSITIVE_INFINITY };
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
