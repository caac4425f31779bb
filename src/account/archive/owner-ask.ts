import type { FastifyRequest } from 'fastify';
import type { ApiContext } from '../../api/context.ts';
import { b2bFace, type Face } from '../../api/present/face.ts';
import { seeVehicle } from '../../api/shared/access/see-vehicle.ts';
import type { VehicleAsk } from '../../api/shared/ask.ts';
import { placeOfUser } from '../../api/shared/lists/places.ts';
import type { Sight } from '../../auth/sight.ts';
import { type AccountVehicle, isVehicleOf } from '../../store/people/user-vehicles.ts';

/** Thrown where a vehicle is no longer the user's while its data is being collected. */
export class NotOwnerError extends Error {
  override name = 'NotOwnerError';
}

/** Nothing is hidden from who the data is about, not even what their privacy mode hides from applications. */
const ownSight: Sight = { scopes: ['data'], services: [['data']], isPrivate: false };

/** The fuller of the two faces: the VIN and every group, without what is there for old clients only. */
const archiveFace: Face = { ...b2bFace, listsTripUnderWay: true };

export type OwnerAsk = (
  query: VehicleAsk['query'],
  params?: Readonly<Record<string, string>>,
) => Promise<VehicleAsk>;

export type Owner = { context: ApiContext; request: FastifyRequest; userId: number };

/** Asks for a vehicle's data as the one whom it is about; each time anew. Throws `NotOwnerError`. */
export function ownerAskOf({ context, request, userId }: Owner, vehicle: AccountVehicle): OwnerAsk {
  const { vehicleId, publicId, vin } = vehicle;
  const owned = { vehicleId, publicId, vin, sights: { endUser: ownSight, fleet: ownSight } };
  const at = { ...placeOfUser(context, vehicle), face: archiveFace };
  return async (query, params = {}) => {
    if (!(await isVehicleOf(context.database, userId, vehicleId))) throw new NotOwnerError('unlinked');
    const seen = await seeVehicle(context, { owned, at, profile: 'endUser' });
    const caller = { clientId: '', quota: { day: null, burst: null } };
    return { context, request, face: archiveFace, caller, params, query, vehicle: seen };
  };
}
