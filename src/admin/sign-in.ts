import { createPasswordCheck, TooManyChecksError } from '../auth/password-check.ts';
import { addressKey, createThrottle, takeEach } from '../auth/throttle.ts';
import type { Clock } from '../lib/clock.ts';
import { findAdministrator } from '../store/administrators.ts';
import type { Database } from '../store/database.ts';

export type Attempt = { name: string; password: string; address: string };

/** How an attempt to sign in went. Whether there is such an administrator shows in none of them. */
export type SignedIn =
  | { outcome: 'in'; administratorId: number; name: string; role: string }
  | { outcome: 'wrong' }
  | { outcome: 'wait'; seconds: number };

export type SignIn = (attempt: Attempt) => Promise<SignedIn>;

const withinMs = 15 * 60_000;

/** Checks passwords of administrators, so and so often for an address, for a name from there, and for a name from anywhere. */
export function createSignIn(database: Database, clock: Clock): SignIn {
  const ofAddress = createThrottle({ attempts: 50, withinMs }, clock);
  const ofNameFrom = createThrottle({ attempts: 10, withinMs }, clock);
  const ofName = createThrottle({ attempts: 100, withinMs }, clock);
  const isRight = createPasswordCheck(clock);
  return async ({ name, password, address }) => {
    const [key, from] = [name.toLowerCase(), addressKey(address)];
    const both = `${from} ${key}`;
    const waitMs = takeEach([ofAddress, from], [ofNameFrom, both], [ofName, key]);
    if (waitMs > 0) return { outcome: 'wait', seconds: Math.ceil(waitMs / 1000) };
    const found = await findAdministrator(database, name);
    const right = await isRight({ name: key, hash: found?.passwordHash, password }).catch(busy);
    if (right === 'busy') return { outcome: 'wait', seconds: 5 };
    if (!right || !found) return { outcome: 'wrong' };
    ofNameFrom.forget(both);
    ofName.forget(key);
    return { outcome: 'in', administratorId: found.administratorId, name: found.name, role: found.role };
  };
}

function busy(error: unknown): 'busy' {
  if (error instanceof TooManyChecksError) return 'busy';
  throw error;
}
