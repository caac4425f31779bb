import type { VehicleState } from '../../model/vehicle-state.ts';
import type { ApiContext } from '../context.ts';
import { type PrivacyMode, visibilityOf } from '../present/visibility.ts';
import type { FoundVehicle, SeenVehicle } from './ask.ts';

/** A vehicle with its state, and what its services, the scopes or profile, and its privacy mode leave of it now. */
export function seenVehicle(
  { owned, at, profile }: FoundVehicle,
  state: VehicleState | undefined,
): SeenVehicle {
  const { vehicleId, publicId, vin } = owned;
  const mode: PrivacyMode = state?.projections.status?.privacy?.value.state ?? 'None';
  const sight = owned.sights[profile];
  return { vehicleId, publicId, vin, at, state, mode, visibility: visibilityOf(sight, mode) };
}

export async function seeVehicle(context: ApiContext, found: FoundVehicle): Promise<SeenVehicle> {
  return seenVehicle(found, await context.findState(found.owned.vehicleId));
}

/** The same for some vehicles at once, in their order: for lists of a fleet. */
export async function seeVehicles(
  context: ApiContext,
  found: readonly FoundVehicle[],
): Promise<SeenVehicle[]> {
  const states = await context.findStates(found.map(({ owned }) => owned.vehicleId));
  return found.map((one) => seenVehicle(one, states.get(one.owned.vehicleId)));
}
