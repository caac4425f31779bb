import type { Clock } from '../lib/clock.ts';
import { createPasswordCheck, TooManyChecksError } from './password-check.ts';
import { addressKey, createThrottle, takeEach } from './throttle.ts';

/** What somebody typed, and from which address they came. */
export type Attempt = { name: string; password: string; address: string };

/** How an attempt to sign in went. Whether there is such a name shows in none of them. */
export type SignedIn<Known> =
  | { outcome: 'in'; who: Known }
  | { outcome: 'wrong' }
  | { outcome: 'wait'; seconds: number };

export type SignIn<Known> = (attempt: Attempt) => Promise<SignedIn<Known>>;

/** Those who can sign in, by name in any capitals, and how often one address may try within a quarter of an hour. */
export type Door<Known> = {
  find(name: string): Promise<Known | undefined>;
  attemptsOfAddress: number;
};

const withinMs = 15 * 60_000;
const nameMax = 320;
const passwordMax = 1000;

/**
 * Checks passwords, so and so often for an address, for a name from there, and for a name from anywhere: nobody is kept
 * out by what a single address tries.
 */
export function createSignIn<Known extends { passwordHash: string }>(
  { find, attemptsOfAddress }: Door<Known>,
  clock: Clock,
): SignIn<Known> {
  const ofAddress = createThrottle({ attempts: attemptsOfAddress, withinMs }, clock);
  const ofNameFrom = createThrottle({ attempts: 10, withinMs }, clock);
  const ofName = createThrottle({ attempts: 100, withinMs }, clock);
  const isRight = createPasswordCheck(clock);
  return async (attempt) => {
    const [given, from] = [attempt.name.trim(), addressKey(attempt.address)];
    const name = given.toLowerCase().slice(0, nameMax);
    const both = `${from} ${name}`;
    const waitMs = takeEach([ofAddress, from], [ofNameFrom, both], [ofName, name]);
    if (waitMs > 0) return { outcome: 'wait', seconds: Math.ceil(waitMs / 1000) };
    const who = await find(given);
    const password = attempt.password.slice(0, passwordMax);
    const right = await isRight({ name, hash: who?.passwordHash, password }).catch(busy);
    if (right === 'busy') return { outcome: 'wait', seconds: 5 };
    if (!right || !who) return { outcome: 'wrong' };
    ofNameFrom.forget(both);
    ofName.forget(name);
    return { outcome: 'in', who };
  };
}

function busy(error: unknown): 'busy' {
  if (error instanceof TooManyChecksError) return 'busy';
  throw error;
}
