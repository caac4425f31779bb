import { presentMaintenance } from '../present/events/maintenance.ts';
import type { VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';

/** What is known of the next maintenance of a vehicle. */
export async function readMaintenance({ vehicle }: VehicleAsk): Promise<object> {
  const known = vehicle.status.maintenance;
  if (!known) throw new ApiError('noData');
  return presentMaintenance(known, vehicle.at);
}
