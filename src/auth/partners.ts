import type { Clock } from '../lib/clock.ts';
import { isSecret } from '../lib/secrets.ts';
import type { OwnQuota } from '../store/access/quotas.ts';
import type { AccessChanges } from '../store/access/watch-access.ts';
import type { Database } from '../store/database.ts';
import { findApplication, findPartner } from '../store/vehicles/partners.ts';
import { createPasswordCheck } from './password-check.ts';
import { remembering } from './remember.ts';
import { addressKey, createThrottle } from './throttle.ts';

/** Who came in with login and password: a fleet owner, or an application, which has no fleets. */
export type PartnerAccess = { clientId: string; quota: OwnQuota; partnerId?: number };

/** A fleet owner. */
export type Partner = { clientId: string; partnerId: number };

/** `address` is where they come from: its wrong passwords are counted. */
export type FindPartner = (
  login: string,
  password: string,
  address: string,
) => Promise<PartnerAccess | undefined>;

const wrongMax = { attempts: 100, withinMs: 15 * 60_000 };

const keptMax = 2000;

/**
 * Checks login and password. The row of the partner is read anew when it may have changed, so that a
 * withdrawn partner or a new password is noticed; the slow check is made once for each pair of hash and password.
 */
export function createFindPartner(database: Database, clock: Clock, changes?: AccessChanges): FindPartner {
  const rowOf = remembering((login) => findPartner(database, login), { clock, changes, max: keptMax });
  // How long an old secret is good is a matter of time, not of changes.
  const applicationOf = remembering((login) => findApplication(database, login), { clock, max: keptMax });
  const isRight = createPasswordCheck(clock, createThrottle(wrongMax, clock));
  return async (login, password, address) => {
    // PostgreSQL takes no zero characters.
    if (/\p{Cc}/u.test(login)) return undefined;
    const from = addressKey(address);
    const row = await rowOf(login);
    if (row) {
      const { clientId, partnerId, passwordHash, day, burst } = row;
      return (await isRight({ name: login, hash: passwordHash, password, from }))
        ? { clientId, partnerId, quota: { day, burst } }
        : undefined;
    }
    const application = await applicationOf(login);
    if (application) {
      const { secretHash, previousHash, day, burst } = application;
      const isTheirs = [secretHash, previousHash].some((hash) => hash && isSecret(password, hash));
      return isTheirs ? { clientId: login, quota: { day, burst } } : undefined;
    }
    // As slow as for a login that exists.
    await isRight({ name: login, hash: undefined, password, from });
    return undefined;
  };
}
