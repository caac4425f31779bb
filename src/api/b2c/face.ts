import type { FastifyRequest } from 'fastify';
import { isVehicleId } from '../../store/people/users.ts';
import type { ApiContext } from '../context.ts';
import { b2cFace } from '../present/face.ts';
import { authenticateBearer } from '../shared/access/authenticate.ts';
import type { Ask, FoundVehicle } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import { isId } from '../shared/is-id.ts';
import { placeOfUser } from '../shared/lists/places.ts';
import type { FaceOperations } from '../shared/mount.ts';
import { b2cOperations, b2cWrites } from './operations.ts';

/** The end user's face: tokens that users granted to applications, and the vehicles of those users. */
export function b2cOperationsOf(context: ApiContext): FaceOperations {
  return {
    face: b2cFace,
    root: '/connectedcar/v4',
    operations: b2cOperations,
    writes: b2cWrites,
    authenticate: (request: FastifyRequest) => authenticateBearer(context, request),
    async find({ of }, ask) {
      const { access } = ask.caller;
      if (!access) throw new ApiError('noToken');
      return of === 'vehicle' ? { vehicle: await findOwned(ask) } : { user: access };
    },
  };
}

/** The vehicle of the path, if it is the user's. Throws `ApiError`: 403 for somebody else's, 404 for nobody's. */
async function findOwned({ context, caller, params }: Ask): Promise<FoundVehicle> {
  const { id = '' } = params;
  const owned = caller.access?.vehicles.get(id);
  if (owned) return { owned, at: placeOfUser(context, owned), profile: 'endUser' };
  if (!isId(id)) throw new ApiError('noVehicle');
  throw new ApiError((await isVehicleId(context.database, id)) ? 'foreignVehicle' : 'noVehicle');
}
