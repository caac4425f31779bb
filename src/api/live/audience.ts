import type { FastifyRequest } from 'fastify';
import { ownedVehicle } from '../../auth/fleets.ts';
import type { Profile } from '../../auth/sight.ts';
import { isVehicleId } from '../../store/people/users.ts';
import { listFleets, listFleetVehicles } from '../../store/vehicles/fleets.ts';
import type { ApiContext } from '../context.ts';
import { authenticateBasic, authenticateBearer } from '../shared/access/authenticate.ts';
import { requireScopes } from '../shared/access/require-scope.ts';
import type { Caller, FoundVehicle, SeenFleet } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import { isId } from '../shared/is-id.ts';
import { placeInFleet, placeOfUser } from '../shared/lists/places.ts';
import type { LiveType } from './items.ts';

/** What somebody wants to hear of. */
export type Wanted = {
  types: ReadonlySet<LiveType>;
  /** Ids of vehicles; absent: all. */
  vehicles?: readonly string[] | undefined;
  /** Only a fleet owner has these. */
  fleet?: string | undefined;
  profile: Profile;
  /** Notes for the user that an application was told something of a vehicle; a fleet owner's reads are its own. */
  note?: ((vehicleId: number, type: LiveType) => void) | undefined;
};

/** Vehicles that somebody may hear of, by their number. */
export type Audience = ReadonlyMap<number, FoundVehicle>;

/** Who listens: an application with a user's token, or a fleet owner. Throws `ApiError` 401. */
export function authenticate(context: ApiContext, request: FastifyRequest): Promise<Caller> {
  const isBasic = /^Basic /i.test(request.headers.authorization ?? '');
  return isBasic ? authenticateBasic(context, request) : authenticateBearer(context, request);
}

const scopes: Record<LiveType, string> = {
  position: 'data:position',
  status: 'data:telemetry',
  trip: 'data:trip',
  alert: 'data:alert',
  alarm: 'data:telemetry:vehicle:alarm',
  collision: 'data:collision',
  stolen: 'data:stolen',
};

/** The vehicles that are asked for. Throws `ApiError`: 403 for somebody else's, 404 for nobody's. */
export async function audienceOf(context: ApiContext, caller: Caller, wanted: Wanted): Promise<Audience> {
  const { access, partner } = caller;
  if (access) {
    requireScopes(access.scopes, { requiresAny: [...wanted.types].map((type) => scopes[type]) });
    return byNumber(await ofUser(context, access.vehicles, wanted));
  }
  if (partner?.partnerId === undefined) throw new ApiError('notPartner');
  return byNumber(await ofPartner(context, partner.partnerId, wanted));
}

function byNumber(found: readonly FoundVehicle[]): Audience {
  const audience = new Map<number, FoundVehicle>();
  // A vehicle of several fleets is told of once, as of the first of them.
  for (const one of found) if (!audience.has(one.owned.vehicleId)) audience.set(one.owned.vehicleId, one);
  return audience;
}

type OfUser = NonNullable<Caller['access']>['vehicles'];

async function ofUser(context: ApiContext, owned: OfUser, { vehicles }: Wanted): Promise<FoundVehicle[]> {
  const ids = vehicles ?? [...owned.keys()];
  return Promise.all(
    ids.map(async (id) => {
      const one = owned.get(id);
      if (one) return { owned: one, at: placeOfUser(context, one), profile: 'endUser' as const };
      const isSomebodys = isId(id) && (await isVehicleId(context.database, id));
      throw new ApiError(isSomebodys ? 'foreignVehicle' : 'noVehicle');
    }),
  );
}

const all = { index: 0, limit: 1_000_000, anchor: { at: 'index' as const } };

async function ofPartner(context: ApiContext, partnerId: number, wanted: Wanted): Promise<FoundVehicle[]> {
  const found: FoundVehicle[] = [];
  for (const fleet of await fleetsOf(context, partnerId, wanted)) {
    const rows = await listFleetVehicles(context.database, { fleetId: fleet.fleetId, vinPrefix: '' }, all);
    for (const row of rows)
      found.push({ owned: ownedVehicle(row), at: placeInFleet(fleet, row), profile: wanted.profile });
  }
  const { vehicles } = wanted;
  if (!vehicles) return found;
  const byId = new Map(found.map((one) => [one.owned.publicId, one]));
  return Promise.all(
    vehicles.map(async (id) => {
      const one = byId.get(id);
      if (one) return one;
      const other = isId(id) ? await context.findFleets.vehicle(id) : undefined;
      throw new ApiError(other && other.partnerId !== partnerId ? 'foreignVehicle' : 'noVehicle');
    }),
  );
}

async function fleetsOf(
  context: ApiContext,
  partnerId: number,
  { fleet, profile }: Wanted,
): Promise<SeenFleet[]> {
  const see = (one: Omit<SeenFleet, 'links' | 'profile'>): SeenFleet => ({
    ...one,
    links: context.links().b2b.fleet(one.publicId),
    profile,
  });
  if (fleet === undefined) return (await listFleets(context.database, partnerId)).map(see);
  const found = isId(fleet) ? await context.findFleets.fleet(fleet) : undefined;
  if (!found) throw new ApiError('noFleet');
  if (found.partnerId !== partnerId) throw new ApiError('foreignFleet');
  return [see(found)];
}
