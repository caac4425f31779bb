import { type Capabilities, capabilitiesFrom } from '../../model/capabilities.ts';
import { deleteChargeLimit, setChargeLimit } from '../../store/remote/charge-limits.ts';
import { findVehicle } from '../../store/vehicles/vehicles.ts';
import { presentChargeLimit } from '../present/subscriptions/charge-limit.ts';
import { limitPlace } from '../reads/charge-limits.ts';
import type { VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import type { Body, WithBody } from '../shared/write.ts';
import { nowOf } from './callbacks.ts';
import { faultsError } from './faults.ts';

type LimitAsk = WithBody<VehicleAsk>;

/** Sets the limit, or moves it. A charge that is beyond it already is stopped at once. */
export async function updateChargeLimit(ask: LimitAsk): Promise<object> {
  const { context, caller, vehicle } = ask;
  const percent = percentFrom(ask.body);
  await requireCharging(ask);
  const limit = { clientId: caller.clientId, percent, now: nowOf(ask) };
  const row = await setChargeLimit(context.database, limitPlace(ask), limit);
  // User or vehicle have gone since the request came in, or the user has withdrawn.
  if (!row) throw new ApiError('badToken');
  context.onChargeLimitSet(vehicle.vehicleId);
  return presentChargeLimit(row, vehicle.at.links);
}

export async function removeChargeLimit(ask: LimitAsk): Promise<undefined> {
  if (!(await deleteChargeLimit(ask.context.database, limitPlace(ask)))) throw new ApiError('noChargeLimit');
}

function percentFrom({ percent }: Body): number {
  const isPercent =
    typeof percent === 'number' && Number.isInteger(percent) && percent >= 1 && percent <= 100;
  if (isPercent) return percent;
  throw faultsError([{ path: 'percent', value: percent, expected: 'a whole number from 1 to 100' }]);
}

/** Throws `ApiError` unless the vehicle can be told to stop a charge. */
async function requireCharging({ context, vehicle }: LimitAsk): Promise<void> {
  const row = await findVehicle(context.database, vehicle.vin);
  if (!row) throw new ApiError('noVehicle');
  const own = JSON.parse(row.capabilities ?? '{}') as Partial<Capabilities>;
  if (!capabilitiesFrom(row.motorization, own).remote.includes('charging'))
    throw new ApiError('notCapable', 'charging');
}
