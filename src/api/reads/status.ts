import { presentStatus } from '../present/status.ts';
import type { VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';

/** The newest known value of each group of a vehicle. */
export async function readStatus({ vehicle }: VehicleAsk): Promise<object> {
  const { state, visibility, at } = vehicle;
  const status = state?.projections.status;
  const body = status && presentStatus(status, visibility.groups, at);
  if (!body) throw new ApiError('noData');
  return body;
}
