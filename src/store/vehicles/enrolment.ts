import { sql } from 'kysely';
import { hashPassword, hashSecret, newPublicId, newSecret } from '../../lib/secrets.ts';
import { type Database, inTransaction } from '../database.ts';
import { findPartner } from './partners.ts';
import { firstServices } from './services.ts';

/** What the caller asked for cannot be: the text says which value, and what was expected. */
export class EnrolmentError extends Error {
  override name = 'EnrolmentError';
  /** Whether a value is wrong, names nothing that is there, or is taken. */
  readonly kind: 'wrong' | 'missing' | 'taken';

  constructor(message: string, kind: EnrolmentError['kind'] = 'wrong') {
    super(message);
    this.kind = kind;
  }
}

export const motorizations = ['Electric', 'Hybrid', 'Thermic', 'Hydrogen'] as const;
export type Motorization = (typeof motorizations)[number];

export type NewVehicle = {
  vin: string;
  motorization: Motorization;
  brand?: string | undefined;
  label?: string | undefined;
  pictures?: string[] | undefined;
  /** Of its hardware. */
  generation?: number | undefined;
};

/** Enters a vehicle and gives it a secret, which is shown here only. The user name is the VIN. */
export async function addVehicle(database: Database, vehicle: NewVehicle) {
  const vin = checkedVin(vehicle.vin);
  const secret = newSecret();
  const vehicleId = await inTransaction(database, async ({ query: transaction }) => {
    const row = await transaction
      .insertInto('vehicles')
      .values({
        vin,
        motorization: vehicle.motorization,
        brand: vehicle.brand ?? null,
        label: vehicle.label ?? null,
        pictures: vehicle.pictures ?? null,
        generation: vehicle.generation ?? null,
      })
      .onConflict((conflict) => conflict.column('vin').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row) throw new EnrolmentError(`vin: ${vin} is there already`, 'taken');
    const credential = { username: vin, vehicle_id: row.id, secret_hash: hashSecret(secret) };
    await transaction.insertInto('vehicle_credentials').values(credential).execute();
    const services = firstServices.map((service) => ({ vehicle_id: row.id, ...service }));
    await transaction.insertInto('vehicle_services').values(services).execute();
    return row.id;
  });
  return { vehicleId, vin, username: vin, secret };
}

/** Gives a vehicle a new secret in the place of the old one. */
export async function renewVehicleSecret({ query }: Database, vin: string) {
  const secret = newSecret();
  const { numUpdatedRows } = await query
    .updateTable('vehicle_credentials')
    .set({ secret_hash: hashSecret(secret) })
    .where('vehicle_id', '=', query.selectFrom('vehicles').select('id').where('vin', '=', checkedVin(vin)))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new EnrolmentError(`vin: there is no vehicle ${vin}`, 'missing');
  return secret;
}

/** 5 to 17 letters and digits, in capitals: real VINs have 17, older vehicles and test devices fewer. */
export function checkedVin(given: string): string {
  const vin = given.toUpperCase();
  if (/^[A-Z0-9]{5,17}$/.test(vin)) return vin;
  throw new EnrolmentError(`vin: ${given}, expected 5 to 17 letters and digits`);
}

export type NewUser = {
  email: string;
  password: string;
  firstName?: string | undefined;
  lastName?: string | undefined;
};

export async function addUser({ query }: Database, user: NewUser): Promise<number> {
  const row = await query
    .insertInto('users')
    .values({
      email: checkedEmail(user.email),
      password_hash: await hashPassword(checkedPassword(user.password)),
      first_name: user.firstName ?? null,
      last_name: user.lastName ?? null,
    })
    .onConflict((conflict) => conflict.expression(sql`lower(email)`).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new EnrolmentError(`email: ${user.email} is there already`, 'taken');
  return row.id;
}

export function checkedEmail(email: string): string {
  if (/^[^\s@]+@[^\s@]+$/.test(email)) return email;
  throw new EnrolmentError(`email: ${email}, expected an address`);
}

export function checkedPassword(password: string): string {
  if (password.length >= 10) return password;
  throw new EnrolmentError('password: expected 10 characters or more');
}

/** Makes a vehicle one of a user's; the answer is the id under which the API knows it for this user. */
export async function linkVehicle({ query }: Database, userId: number, vehicleId: number): Promise<string> {
  const publicId = newPublicId();
  const row = { user_id: userId, vehicle_id: vehicleId, public_id: publicId };
  const inserted = await query
    .insertInto('user_vehicles')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n)
    throw new EnrolmentError('the vehicle is one of the user already', 'taken');
  return publicId;
}

export type NewApplication = {
  name: string;
  redirectUris: string[];
  /** Whether it is told the call centres of countries. */
  seesCallCenters?: boolean | undefined;
  /** What it may ask for; a scope covers those that begin with it and a colon. All data and remotes by default. */
  scopes?: readonly string[] | undefined;
  /** How it may come by tokens: `authorization_code` and `refresh_token` by default, `password`. */
  grants?: readonly string[] | undefined;
  /** The operator's own: a token without scopes of data covers all data. */
  isFirstParty?: boolean | undefined;
  /** Seconds that its access tokens live; what the settings say by default. */
  accessTokenS?: number | null | undefined;
};

export async function addApplication({ query }: Database, app: NewApplication) {
  const clientId = newPublicId().slice(0, 32);
  if (await findPartner({ query }, clientId))
    throw new EnrolmentError(`client-id: ${clientId} is the login of a partner`, 'taken');
  const clientSecret = newSecret();
  const values = {
    client_id: clientId,
    secret_hash: hashSecret(clientSecret),
    name: app.name,
    redirect_uris: app.redirectUris,
    sees_call_centers: app.seesCallCenters ?? false,
    is_first_party: app.isFirstParty ?? false,
    access_token_s: app.accessTokenS ?? null,
    ...(app.scopes ? { scopes: [...app.scopes] } : {}),
    ...(app.grants ? { grants: [...app.grants] } : {}),
  };
  const { id } = await query
    .insertInto('applications')
    .values(values)
    .returning('id')
    .executeTakeFirstOrThrow();
  return { applicationId: id, clientId, clientSecret };
}

export type NewToken = { userId: number; applicationId: number; scopes: readonly string[]; days: number };

/** An access token for a user's data, shown here only. */
export async function mintToken({ query }: Database, token: NewToken, now: number): Promise<string> {
  const secret = newSecret();
  await query
    .insertInto('access_tokens')
    .values({
      token_hash: hashSecret(secret),
      application_id: token.applicationId,
      user_id: token.userId,
      scopes: [...token.scopes],
      expires_at: new Date(now + token.days * 86_400_000),
    })
    .execute();
  return secret;
}
