import { sql } from 'kysely';
import { hashPassword, newSecret } from '../../lib/secrets.ts';
import type { Database } from '../database.ts';
import { EnrolmentError } from '../vehicles/enrolment.ts';
import { beginsWith, is, type Listing, listing } from './listing.ts';

/** A fleet owner as the operator sees them. */
export type RegisteredPartner = {
  partnerId: number;
  login: string;
  clientId: string;
  day: number | null;
  burst: number | null;
  fleets: number;
  createdAt: Date;
};

export type PartnerFilter = Partial<Record<'loginPrefix' | 'login', string>>;

export function listPartners(database: Database, filter: PartnerFilter): Listing<RegisteredPartner> {
  return listing<RegisteredPartner>(database, {
    columns: sql`p.id as "partnerId", p.login, p.client_id as "clientId", p.calls_per_day as day,
      p.calls_per_second as burst, (select count(*) from fleets f where f.partner_id = p.id) as fleets,
      p.created_at as "createdAt"`,
    from: sql`partners p`,
    where: [beginsWith(sql`p.login`, filter.loginPrefix), is(sql`p.login`, filter.login)],
    key: sql`p.id`,
    keyOf: ({ partnerId }) => partnerId,
  });
}

const one = { index: 0, limit: 1, anchor: { at: 'index' } } as const;

export async function findRegisteredPartner(database: Database, login: string) {
  const [found] = await listPartners(database, { login }).read(one);
  return found;
}

const missing = (login: string) => new EnrolmentError(`login: there is no partner ${login}`, 'missing');

/** Throws `EnrolmentError`. */
export async function getPartner(database: Database, login: string): Promise<RegisteredPartner> {
  const found = await findRegisteredPartner(database, login);
  if (!found) throw missing(login);
  return found;
}

/** A new password in the place of the old one, shown here only. Throws `EnrolmentError`. */
export async function renewPartnerPassword({ query }: Database, login: string): Promise<string> {
  const password = newSecret();
  const { numUpdatedRows } = await query
    .updateTable('partners')
    .set({ password_hash: await hashPassword(password) })
    .where('login', '=', login)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw missing(login);
  return password;
}

/** Removes a fleet owner with their fleets. The vehicles stay. Throws `EnrolmentError`. */
export async function removePartner({ query }: Database, login: string): Promise<void> {
  const { numDeletedRows } = await query.deleteFrom('partners').where('login', '=', login).executeTakeFirst();
  if (numDeletedRows === 0n) throw missing(login);
}
