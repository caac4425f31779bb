import { LRUCache } from 'lru-cache';
import type { Clock } from '../lib/clock.ts';
import { hashSecret } from '../lib/secrets.ts';
import type { Database } from '../store/database.ts';

/** What a bearer token lets its holder do: read some vehicles of one user, as one application. */
export type Access = {
  userId: number;
  clientId: string;
  scopes: readonly string[];
  /** Vehicle by the id that this user's face of the API knows it by. */
  vehicles: ReadonlyMap<string, OwnedVehicle>;
  expiresAt: number;
};

export type OwnedVehicle = { vehicleId: number; publicId: string };

export type FindAccess = (token: string) => Promise<Access | undefined>;

/** A withdrawn token, or a vehicle taken from the user, is noticed after at most this time. */
const rememberMs = 1000;

/** Looks tokens up by their hash and remembers the answer, good or bad, for a second. */
export function createFindAccess(database: Database, clock: Clock): FindAccess {
  const remembered = new LRUCache<string, { access: Access | undefined; until: number }>({ max: 10_000 });
  return async (token) => {
    const now = clock.now();
    const known = remembered.get(token);
    const access = known && known.until > now ? known.access : await readAccess(database, token);
    if (!known || known.until <= now) remembered.set(token, { access, until: now + rememberMs });
    return access && access.expiresAt > now ? access : undefined;
  };
}

async function readAccess({ query }: Database, token: string): Promise<Access | undefined> {
  const rows = await query
    .selectFrom('access_tokens as t')
    .innerJoin('applications as a', 'a.id', 't.application_id')
    .leftJoin('user_vehicles as u', 'u.user_id', 't.user_id')
    .select(['t.user_id', 't.scopes', 't.expires_at', 'a.client_id', 'u.vehicle_id', 'u.public_id'])
    .where('t.token_hash', '=', hashSecret(token))
    .execute();
  const [first] = rows;
  if (!first) return undefined;
  const vehicles = new Map<string, OwnedVehicle>();
  for (const { public_id: publicId, vehicle_id: vehicleId } of rows) {
    if (publicId !== null && vehicleId !== null) vehicles.set(publicId, { publicId, vehicleId });
  }
  return {
    userId: first.user_id,
    clientId: first.client_id,
    scopes: first.scopes,
    vehicles,
    expiresAt: first.expires_at.getTime(),
  };
}
