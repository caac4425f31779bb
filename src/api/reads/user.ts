import { findUser, listUserVehicles } from '../../store/people/users.ts';
import { presentUser } from '../present/user.ts';
import { presentVehicle } from '../present/vehicle.ts';
import type { UserAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import { placeOfUser } from '../shared/lists/places.ts';
import { callCentersFor } from './vehicles.ts';

/** The user who granted the token, with every vehicle. */
export async function readUser(ask: UserAsk<{ country?: string }>): Promise<object> {
  const { context, query, user: access } = ask;
  const user = await findUser(context.database, access.userId);
  if (!user) throw new ApiError('badToken');
  const rows = await listUserVehicles(context.database, access.userId);
  const callCenter = (await callCentersFor(ask)).get(query.country ?? '');
  const beside = { extensions: new Set<string>(), callCenter };
  const vehicles = rows.map((row) => presentVehicle(row, beside, placeOfUser(context, row)));
  return presentUser(user, vehicles, context.links().b2c);
}
