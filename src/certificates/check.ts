import type { IncomingMessage } from 'node:http';
import { remembering } from '../auth/remember.ts';
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../store/database.ts';
import { findCertificate } from '../store/vehicles/certificates.ts';
import { type Identified, termFault } from './identify.ts';
import type { Presented } from './presented.ts';

/** Why somebody may not come in with this certificate, or without one; the names are those of the API's errors. */
export type CertificateFault = {
  error: 'noCertificate' | 'badCertificate' | 'foreignCertificate';
  detail?: string;
};

/** Whether a request with a login may go on. Undefined: it may. */
export type CheckCertificate = (
  request: IncomingMessage,
  login: string,
) => Promise<CertificateFault | undefined>;

type Deps = {
  isRequired: boolean;
  presented(request: IncomingMessage): Presented;
  database: Database;
  clock: Clock;
};

const keptMax = 10_000;

/** Checks the certificate of each request; what was revoked is noticed within a second. */
export function createCheck({ isRequired, presented, database, clock }: Deps): CheckCertificate {
  const entryOf = remembering(
    (key) => {
      const [authority = '', serial = ''] = key.split(' ');
      return findCertificate(database, { authority: Buffer.from(authority, 'hex'), serial });
    },
    { clock, max: keptMax },
  );

  async function entryFault({ anchor, serial, login }: Identified): Promise<string | undefined> {
    const entry = await entryOf(`${anchor.id.toString('hex')} ${serial}`);
    if (entry?.revokedAt) return 'it was revoked';
    if (anchor.isOwn && entry?.login !== login) return 'it is not among those that were signed here';
    return undefined;
  }

  return async (request, login) => {
    const found = presented(request);
    if (found === undefined) return isRequired ? { error: 'noCertificate' } : undefined;
    if (typeof found === 'string') return { error: 'badCertificate', detail: found };
    const detail = termFault(found, clock.now()) ?? (await entryFault(found));
    if (detail !== undefined) return { error: 'badCertificate', detail };
    if (found.login === login) return undefined;
    return { error: 'foreignCertificate', detail: `it is of ${found.login}` };
  };
}
