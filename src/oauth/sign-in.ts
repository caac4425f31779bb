import { createPasswordCheck, TooManyChecksError } from '../auth/password-check.ts';
import { addressKey, createThrottle, takeEach } from '../auth/throttle.ts';
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../store/database.ts';
import { type Account, findAccountByEmail } from '../store/users.ts';

export type Attempt = { email: string; password: string; address: string };

/** How an attempt to sign in went. Whether the account exists shows in none of them. */
export type SignedIn =
  | { outcome: 'in'; account: Account }
  | { outcome: 'wrong' }
  | { outcome: 'wait'; seconds: number };

export type SignIn = (attempt: Attempt) => Promise<SignedIn>;

const withinMs = 15 * 60_000;
const passwordMax = 1000;

/**
 * Checks passwords, so and so often for an address, for an account from there, and for an account from anywhere:
 * nobody is kept out by what a single address tries.
 */
export function createSignIn(database: Database, clock: Clock): SignIn {
  const ofAddress = createThrottle({ attempts: 100, withinMs }, clock);
  const ofAccountFrom = createThrottle({ attempts: 10, withinMs }, clock);
  const ofAccount = createThrottle({ attempts: 100, withinMs }, clock);
  const isRight = createPasswordCheck(clock);
  return async ({ email, password, address }) => {
    const [account, from] = [email.trim().toLowerCase().slice(0, 320), addressKey(address)];
    const both = `${from} ${account}`;
    const waitMs = takeEach([ofAddress, from], [ofAccountFrom, both], [ofAccount, account]);
    if (waitMs > 0) return { outcome: 'wait', seconds: Math.ceil(waitMs / 1000) };
    const found = await findAccountByEmail(database, email.trim());
    const right = await isRight({
      name: account,
      hash: found?.passwordHash,
      password: password.slice(0, passwordMax),
    }).catch(busy);
    if (right === 'busy') return { outcome: 'wait', seconds: 5 };
    if (!right || !found) return { outcome: 'wrong' };
    ofAccountFrom.forget(both);
    ofAccount.forget(account);
    return { outcome: 'in', account: found };
  };
}

function busy(error: unknown): 'busy' {
  if (error instanceof TooManyChecksError) return 'busy';
  throw error;
}
