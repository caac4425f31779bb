import { createPasswordCheck, nobody, TooManyChecksError } from '../auth/password-check.ts';
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../store/database.ts';
import { type Account, findAccountByEmail } from '../store/users.ts';
import { addressKey, createThrottle } from './throttle.ts';

export type Attempt = { email: string; password: string; address: string };

/** How an attempt to sign in went. Whether the account exists shows in none of them. */
export type SignedIn =
  | { outcome: 'in'; account: Account }
  | { outcome: 'wrong' }
  | { outcome: 'wait'; seconds: number };

export type SignIn = (attempt: Attempt) => Promise<SignedIn>;

const withinMs = 15 * 60_000;
const passwordMax = 1000;

/** Checks passwords, so and so often for an account and for an address. */
export function createSignIn(database: Database, clock: Clock): SignIn {
  const ofAccount = createThrottle({ attempts: 10, withinMs }, clock);
  const ofAddress = createThrottle({ attempts: 100, withinMs }, clock);
  const isRight = createPasswordCheck(clock);
  return async ({ email, password, address }) => {
    const [account, from] = [email.trim().toLowerCase().slice(0, 320), addressKey(address)];
    const waitMs = Math.max(ofAccount.take(account), ofAddress.take(from));
    if (waitMs > 0) return { outcome: 'wait', seconds: Math.ceil(waitMs / 1000) };
    const found = await findAccountByEmail(database, email.trim());
    const right = await isRight(found?.passwordHash ?? nobody, password.slice(0, passwordMax)).catch(busy);
    if (right === 'busy') return { outcome: 'wait', seconds: 5 };
    if (!right || !found) return { outcome: 'wrong' };
    ofAccount.forget(account);
    return { outcome: 'in', account: found };
  };
}

function busy(error: unknown): 'busy' {
  if (error instanceof TooManyChecksError) return 'busy';
  throw error;
}
