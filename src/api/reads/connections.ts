import { findPresences } from '../../store/vehicles/presence.ts';
import type { ApiContext } from '../context.ts';
import { presentConnection } from '../present/status/connection.ts';
import { seeVehicles } from '../shared/access/see-vehicle.ts';
import type { FoundVehicle, SeenVehicle } from '../shared/ask.ts';

/** What a viewer is told of the connections of some vehicles, by the number of the vehicle. */
export async function connectionsOf(
  context: ApiContext,
  found: readonly FoundVehicle[],
): Promise<ReadonlyMap<number, object>> {
  return connectionsOfSeen(context, await seeVehicles(context, found));
}

export async function connectionsOfSeen(
  { database, clock, isListening }: ApiContext,
  vehicles: readonly SeenVehicle[],
): Promise<ReadonlyMap<number, object>> {
  const presences = await findPresences(
    database,
    vehicles.map(({ vehicleId }) => vehicleId),
  );
  const lineOf = (vehicleId: number) => ({
    presence: presences.get(vehicleId),
    isListening: isListening(vehicleId),
  });
  const now = clock.now();
  return new Map(vehicles.map((one) => [one.vehicleId, presentConnection(one, lineOf(one.vehicleId), now)]));
}
