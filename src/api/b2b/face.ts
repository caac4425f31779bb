import type { FastifyRequest } from 'fastify';
import type { Profile } from '../../auth/sight.ts';
import type { ApiContext } from '../context.ts';
import { b2bFace } from '../present/face.ts';
import { authenticateBasic } from '../shared/access/authenticate.ts';
import type { Ask, Found, SeenFleet } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import { isId } from '../shared/is-id.ts';
import { profileOfToken } from '../shared/lists/paging.ts';
import { placeInFleet } from '../shared/lists/places.ts';
import type { FaceOperations } from '../shared/mount.ts';
import type { Operation } from '../shared/operation.ts';
import { b2bOperations, b2bWrites } from './operations.ts';

/** The fleet owner's face: login and password, and the fleets that are the partner's. */
export function b2bOperationsOf(context: ApiContext): FaceOperations {
  return {
    face: b2bFace,
    root: '/connectedcar/v3',
    operations: b2bOperations,
    writes: b2bWrites,
    authenticate: (request: FastifyRequest) => authenticateBasic(context, request),
    async find(operation, ask): Promise<Found> {
      const { of } = operation;
      if (of === 'client') return {};
      const { clientId, partner: { partnerId } = {} } = ask.caller;
      if (partnerId === undefined) throw new ApiError('notPartner');
      if (of === 'partner') return { partner: { clientId, partnerId } };
      const fleet = { ...(await findFleet(ask, partnerId)), profile: profileOf(operation, ask) };
      return of === 'fleet' ? { fleet } : { fleet, vehicle: await findVehicle(ask, fleet) };
    },
  };
}

/** The fleet of the path, if it is the partner's. Throws `ApiError`: 403 for somebody else's, 404 for nobody's. */
async function findFleet({ context, params }: Ask, partnerId: number): Promise<Omit<SeenFleet, 'profile'>> {
  const { fid = '' } = params;
  const fleet = isId(fid) ? await context.findFleets.fleet(fid) : undefined;
  if (!fleet) throw new ApiError('noFleet');
  if (fleet.partnerId !== partnerId) throw new ApiError('foreignFleet');
  return { ...fleet, links: context.links().b2b.fleet(fid) };
}

/**
 * Operations without the parameter ignore it. A list goes on in the view in which it began: the narrower one of
 * what is asked for and what the page token says holds.
 */
function profileOf({ query: own = {} }: Pick<Operation, 'query'>, { query }: Ask): Profile {
  if (!('profile' in own)) return 'fleet';
  const begun = 'pageToken' in own ? profileOfToken(query.pageToken) : undefined;
  return [query.profile, begun].includes('endUser') ? 'endUser' : 'fleet';
}

/** The vehicle of the path in its fleet: one of another fleet of the same partner is none of this one. */
async function findVehicle({ context, params }: Ask, fleet: SeenFleet) {
  const { vid = '' } = params;
  const owned = isId(vid) ? await context.findFleets.vehicle(vid) : undefined;
  if (!owned) throw new ApiError('noVehicle');
  if (owned.partnerId !== fleet.partnerId) throw new ApiError('foreignVehicle');
  if (owned.fleetId !== fleet.fleetId) throw new ApiError('noVehicle');
  return { owned, at: placeInFleet(fleet, owned), profile: fleet.profile };
}
