import type { Database } from '../database.ts';
import { findApplication, findPartner } from './partners.ts';

/** A certificate as it is told apart from all others. */
export type CertificateKey = {
  /** SHA-256 of the public key of the authority that signed it. */
  authority: Buffer;
  /** Upper-case hexadecimal. */
  serial: string;
};

export type SignedCertificate = CertificateKey & { login: string; subject: string; expiresAt: Date };

/** Who a login is: a fleet owner, or an application, whose login is its client id. */
export type Holder = { partnerId?: number; applicationId?: number; clientId: string };

export async function findHolder(database: Database, login: string): Promise<Holder | undefined> {
  const partner = await findPartner(database, login);
  if (partner) return { partnerId: partner.partnerId, clientId: partner.clientId };
  const application = await findApplication(database, login);
  return application && { applicationId: application.applicationId, clientId: login };
}

/** Enters what the built-in authority signed. */
export async function addCertificate(
  { query }: Database,
  { expiresAt, ...certificate }: SignedCertificate,
  { partnerId, applicationId }: Holder,
): Promise<void> {
  await query
    .insertInto('partner_certificates')
    .values({
      ...certificate,
      expires_at: expiresAt,
      partner_id: partnerId ?? null,
      application_id: applicationId ?? null,
      revoked_at: null,
    })
    .execute();
}

/** What is entered of a certificate. */
export async function findCertificate({ query }: Database, { authority, serial }: CertificateKey) {
  return query
    .selectFrom('partner_certificates')
    .select(['login', 'revoked_at as revokedAt'])
    .where('authority', '=', authority)
    .where('serial', '=', serial)
    .executeTakeFirst();
}

/** All that are entered, the newest first. */
export async function listCertificates({ query }: Database) {
  return query
    .selectFrom('partner_certificates')
    .select(['serial', 'login', 'subject'])
    .select(['created_at as createdAt', 'expires_at as expiresAt', 'revoked_at as revokedAt'])
    .orderBy('created_at', 'desc')
    .orderBy('serial')
    .execute();
}

/** `revokedAt` is earlier than the time that was given where it was revoked before. */
export type Revoked = { serial: string; login: string; revokedAt: Date | null };

/** Revokes a certificate that is entered; undefined where none with this serial number is. */
export async function revokeSerial(
  { query }: Database,
  serial: string,
  now: number,
): Promise<Revoked | undefined> {
  return query
    .updateTable('partner_certificates')
    .set(({ fn, val, ref }) => ({ revoked_at: fn.coalesce(ref('revoked_at'), val(new Date(now))) }))
    .where('serial', '=', serial)
    .returning(['serial', 'login', 'revoked_at as revokedAt'])
    .executeTakeFirst();
}

/** Revokes a certificate of any authority, entered or not. */
export async function revokeCertificate(
  { query }: Database,
  certificate: SignedCertificate,
  now: number,
): Promise<Revoked> {
  const { expiresAt, ...rest } = certificate;
  return query
    .insertInto('partner_certificates')
    .values({ ...rest, expires_at: expiresAt, revoked_at: new Date(now) })
    .onConflict((conflict) =>
      conflict.columns(['authority', 'serial']).doUpdateSet(({ fn, ref }) => ({
        revoked_at: fn.coalesce(ref('partner_certificates.revoked_at'), ref('excluded.revoked_at')),
      })),
    )
    .returning(['serial', 'login', 'revoked_at as revokedAt'])
    .executeTakeFirstOrThrow();
}
