import { findStatus } from './known-states.ts';
import type { Database } from './store/database.ts';
import { findVehiclePresence } from './store/vehicles/vehicles.ts';

/** A vehicle with its presence and its status: every group with when it was measured, when it came in, and from where. */
export async function describeVehicle(database: Database, vin: string) {
  const found = await findVehiclePresence(database, vin);
  if (!found) return undefined;
  const { vehicleId, ...described } = found;
  const status = (await findStatus(database, vehicleId)) ?? {};
  const groups = Object.entries(status).map(([name, { value, at, receivedAt, source }]) => {
    const times = { measuredAt: new Date(at).toISOString(), receivedAt: new Date(receivedAt).toISOString() };
    return [name, { value, ...times, source }];
  });
  return { ...described, status: Object.fromEntries(groups) };
}
