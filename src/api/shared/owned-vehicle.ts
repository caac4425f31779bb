import type { FastifyRequest } from 'fastify';
import type { OwnedVehicle } from '../../auth/access.ts';
import type { VehicleState } from '../../model/vehicle-state.ts';
import { isVehicleId } from '../../store/users.ts';
import type { ApiContext } from '../context.ts';
import { type PrivacyMode, type Visibility, visibilityOf } from '../present/visibility.ts';
import { ApiError } from './errors.ts';

/** The vehicle of the path, if it is the user's. Throws `ApiError`: 403 for somebody else's, 404 for nobody's. */
export async function getOwnedVehicle(context: ApiContext, request: FastifyRequest): Promise<OwnedVehicle> {
  const { id } = request.params as { id: string };
  const vehicle = request.access.vehicles.get(id);
  if (vehicle) return vehicle;
  // What cannot be an id is not looked for: PostgreSQL refuses some of it.
  if (!/^[\w-]+$/.test(id)) throw new ApiError('noVehicle');
  throw new ApiError((await isVehicleId(context.database, id)) ? 'foreignVehicle' : 'noVehicle');
}

export type SeenVehicle = OwnedVehicle & {
  state: VehicleState | undefined;
  mode: PrivacyMode;
  visibility: Visibility;
};

/** The vehicle of the path with its state and what the reader may see of it now. */
export async function getSeenVehicle(context: ApiContext, request: FastifyRequest): Promise<SeenVehicle> {
  const vehicle = await getOwnedVehicle(context, request);
  const state = await context.findState(vehicle.vehicleId);
  const mode = state?.projections.status?.privacy?.value.state ?? 'None';
  return { ...vehicle, state, mode, visibility: visibilityOf(request.access, mode) };
}
