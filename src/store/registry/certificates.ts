import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { is, type Listing, listing } from './listing.ts';

/** A client certificate that was signed here, or revoked. */
export type RegisteredCertificate = {
  /** Hexadecimal; with the serial it tells a certificate from all others. */
  authority: string;
  serial: string;
  /** Of a partner, or the client id of an application. */
  login: string;
  subject: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
};

export type CertificateFilter = Partial<Record<'login' | 'serial', string>>;

export function listRegisteredCertificates(
  database: Database,
  filter: CertificateFilter,
): Listing<RegisteredCertificate> {
  return listing<RegisteredCertificate>(database, {
    columns: sql`encode(c.authority, 'hex') as authority, c.serial, c.login, c.subject,
      c.created_at as "createdAt", c.expires_at as "expiresAt", c.revoked_at as "revokedAt"`,
    from: sql`partner_certificates c`,
    where: [
      is(sql`c.login`, filter.login),
      is(sql`c.serial`, filter.serial?.replaceAll(':', '').toUpperCase()),
    ],
    key: sql`(c.serial || encode(c.authority, 'hex')) collate "C"`,
    keyOf: ({ authority, serial }) => `${serial}${authority}`,
  });
}

const one = { index: 0, limit: 1, anchor: { at: 'index' } } as const;

export async function findRegisteredCertificate(database: Database, serial: string) {
  const [found] = await listRegisteredCertificates(database, { serial }).read(one);
  return found;
}
