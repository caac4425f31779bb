import {
  type ChargeLimitPlace,
  chargeLimitEventKey,
  countChargeLimitEvents,
  findChargeLimit,
  listChargeLimitEvents,
} from '../../store/remote/charge-limits.ts';
import { presentChargeLimit, presentChargeLimitEvent } from '../present/subscriptions/charge-limit.ts';
import type { VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import { keysetPage } from '../shared/lists/page-of.ts';

/** Of which user and vehicle. */
export function limitPlace({ caller: { access }, vehicle }: VehicleAsk): ChargeLimitPlace {
  if (!access) throw new ApiError('noToken');
  return { userId: access.userId, vehicleId: vehicle.vehicleId };
}

/** At how many percent a charge is stopped, whichever application of the user set it. */
export async function readChargeLimit(ask: VehicleAsk): Promise<object> {
  const row = await findChargeLimit(ask.context.database, limitPlace(ask));
  if (!row) throw new ApiError('noChargeLimit');
  return presentChargeLimit(row, ask.vehicle.at.links);
}

/** What limits did, also one that is there no more. */
export async function readChargeLimitEvents(ask: VehicleAsk): Promise<object> {
  const { vehicle, context } = ask;
  const { database } = context;
  const place = limitPlace(ask);
  return keysetPage(ask, {
    self: vehicle.at.links.of('chargeLimit/events'),
    key: 'events',
    count: () => countChargeLimitEvents(database, place),
    read: (slice) => listChargeLimitEvents(database, place, slice),
    keyOf: chargeLimitEventKey,
    present: (rows) => rows.map((row) => presentChargeLimitEvent(row, vehicle.visibility)),
  });
}
