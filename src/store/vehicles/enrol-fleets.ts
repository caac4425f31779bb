import { hashPassword, newPublicId, newSecret } from '../../lib/secrets.ts';
import type { Database } from '../database.ts';
import { EnrolmentError } from './enrolment.ts';
import { findApplication } from './partners.ts';

/** Enters a fleet owner. The password is shown here only. */
export async function addPartner({ query }: Database, { login }: { login: string }) {
  if (!/^[\w.@-]{3,64}$/.test(login))
    throw new EnrolmentError(`login: ${login}, expected 3 to 64 letters, digits, dots, dashes or @`);
  // Both come in by the same door, with a login and with a client id.
  if (await findApplication({ query }, login))
    throw new EnrolmentError(`login: ${login} is the client id of an application`, 'taken');
  const [password, clientId] = [newSecret(), newPublicId().slice(0, 32)];
  const row = await query
    .insertInto('partners')
    .values({ login, password_hash: await hashPassword(password), client_id: clientId })
    .onConflict((conflict) => conflict.column('login').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new EnrolmentError(`login: ${login} is there already`, 'taken');
  return { partnerId: row.id, login, password, clientId };
}

export type NewFleet = { login: string; name: string; description?: string | undefined };

/** Enters a fleet of a partner; the answer is its id in the API. */
export async function addFleet({ query }: Database, { login, name, description }: NewFleet): Promise<string> {
  const partner = await query
    .selectFrom('partners')
    .select('id')
    .where('login', '=', login)
    .executeTakeFirst();
  if (!partner) throw new EnrolmentError(`login: there is no partner ${login}`, 'missing');
  const publicId = newPublicId().slice(0, 24);
  const fleet = { public_id: publicId, partner_id: partner.id, name, description: description ?? null };
  await query.insertInto('fleets').values(fleet).execute();
  return publicId;
}

/** Puts a vehicle into a fleet; the answer is the id under which the API knows it there. */
export async function addToFleet({ query }: Database, fleet: string, vehicleId: number): Promise<string> {
  const found = await query
    .selectFrom('fleets')
    .select('id')
    .where('public_id', '=', fleet)
    .executeTakeFirst();
  if (!found) throw new EnrolmentError(`fleet: there is no fleet ${fleet}`, 'missing');
  const publicId = newPublicId();
  const { numInsertedOrUpdatedRows } = await query
    .insertInto('fleet_vehicles')
    .values({ fleet_id: found.id, vehicle_id: vehicleId, public_id: publicId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n)
    throw new EnrolmentError('the vehicle is in the fleet already', 'taken');
  return publicId;
}
