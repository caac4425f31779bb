import { statusOf } from '../present/whole-status.ts';
import type { VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';

/** The newest known value of each group of a vehicle. */
export async function readStatus({ vehicle }: VehicleAsk): Promise<object> {
  const body = statusOf(vehicle);
  if (!body) throw new ApiError('noData');
  return body;
}
