import type { Clock } from '../lib/clock.ts';
import { hashSecret } from '../lib/secrets.ts';
import type { OwnQuota } from '../store/access/quotas.ts';
import type { AccessChanges } from '../store/access/watch-access.ts';
import type { Database } from '../store/database.ts';
import { serviceScopesOf } from '../store/vehicles/services.ts';
import { remembering } from './remember.ts';
import { commonScopes, scopesInEffect } from './scopes.ts';
import { type Profile, type Sight, sightOfUser } from './sight.ts';

/** What a bearer token lets its holder do: read some vehicles of one user, as one application. */
export type Access = {
  userId: number;
  clientId: string;
  /** How often the application may call. */
  quota: OwnQuota;
  scopes: readonly string[];
  /** As the token has them: what they open may change with the application. */
  granted: readonly string[];
  /** Whether the application is told the call centres of countries. */
  seesCallCenters: boolean;
  /** Vehicle by the id that this user's face of the API knows it by. */
  vehicles: ReadonlyMap<string, OwnedVehicle>;
  expiresAt: number;
};

/** A vehicle as one owner knows it, and what may be seen of it with each profile. */
export type OwnedVehicle = {
  vehicleId: number;
  publicId: string;
  vin: string;
  sights: Record<Profile, Sight>;
};

export type FindAccess = {
  (token: string): Promise<Access | undefined>;
  /** Something was withdrawn: what is remembered is looked up anew. */
  forget(): void;
};

/** Looks tokens up by their hash and remembers the answers (`remember.ts`). */
export function createFindAccess(database: Database, clock: Clock, changes?: AccessChanges): FindAccess {
  const find = remembering((token) => readAccess(database, token), { clock, changes, max: 10_000 });
  const findAccess = async (token: string) => {
    const access = await find(token);
    return access && access.expiresAt > clock.now() ? access : undefined;
  };
  return Object.assign(findAccess, { forget: find.forget });
}

async function readAccess({ query }: Database, token: string): Promise<Access | undefined> {
  const rows = await query
    .selectFrom('access_tokens as t')
    .innerJoin('applications as a', 'a.id', 't.application_id')
    .leftJoin('user_vehicles as u', 'u.user_id', 't.user_id')
    .leftJoin('vehicles as v', 'v.id', 'u.vehicle_id')
    .select(['t.user_id', 't.scopes', 't.expires_at', 'a.client_id', 'a.sees_call_centers'])
    .select(['a.calls_per_day', 'a.calls_per_second', 'a.is_first_party', 'a.scopes as registered'])
    .select(['u.vehicle_id as vehicleId', 'u.public_id as publicId', 'v.vin'])
    .select(serviceScopesOf('u.vehicle_id').as('services'))
    .where('t.token_hash', '=', hashSecret(token))
    .execute();
  const [first] = rows;
  if (!first) return undefined;
  const scopes = commonScopes(scopesInEffect(first.scopes, first.is_first_party), first.registered);
  const vehicles = new Map<string, OwnedVehicle>();
  for (const { publicId, vehicleId, vin, services } of rows) {
    if (publicId === null || vehicleId === null || vin === null) continue;
    const sight = sightOfUser(scopes, services);
    vehicles.set(publicId, { publicId, vehicleId, vin, sights: { endUser: sight, fleet: sight } });
  }
  return {
    userId: first.user_id,
    clientId: first.client_id,
    quota: { day: first.calls_per_day, burst: first.calls_per_second },
    scopes,
    granted: first.scopes,
    seesCallCenters: first.sees_call_centers,
    vehicles,
    expiresAt: first.expires_at.getTime(),
  };
}
