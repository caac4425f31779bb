import { presentPosition } from '../present/status/position.ts';
import type { VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';

/** Where the vehicle was when it last said so. */
export async function readLastPosition({ vehicle }: VehicleAsk): Promise<object> {
  const { position } = vehicle.status;
  if (!position) throw new ApiError('noData');
  return presentPosition(position.value, position.at, vehicle.at);
}
