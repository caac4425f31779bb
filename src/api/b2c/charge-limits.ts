import { ChargeLimit, ChargeLimitEvent, ChargeLimitSetter } from '../present/subscriptions/remote-schema.ts';
import { readChargeLimit, readChargeLimitEvents } from '../reads/charge-limits.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import { extension, type Operation } from '../shared/operation.ts';
import type { Write } from '../shared/write.ts';
import { removeChargeLimit, updateChargeLimit } from '../writes/charge-limits.ts';

const limit = '/user/vehicles/:id/chargeLimit';

const ofLimits = {
  of: 'vehicle',
  tag: 'Remote',
  requires: ['remote:charging:write'],
  description: extension,
} as const;

/** At how many percent a charge is stopped. */
export const chargeLimitOperations: readonly Operation[] = [
  {
    ...ofLimits,
    operationId: 'getVehicleChargeLimit',
    path: limit,
    summary: 'At how many percent a charge is stopped',
    response: ChargeLimit,
    read: readChargeLimit,
  },
  {
    ...ofLimits,
    operationId: 'getVehicleChargeLimitEvents',
    path: `${limit}/events`,
    summary: 'The charges that were to be stopped in the last 30 days, the newest first',
    query: pagingQuery(60),
    response: collection('events', ChargeLimitEvent),
    read: readChargeLimitEvents,
  },
];

export const chargeLimitWrites: readonly Write[] = [
  {
    ...ofLimits,
    operationId: 'setVehicleChargeLimit',
    method: 'PUT',
    path: limit,
    summary: 'Has charges stopped at so many percent from now on; one limit for a vehicle and its user',
    body: ChargeLimitSetter,
    status: 200,
    response: ChargeLimit,
    write: updateChargeLimit,
  },
  {
    ...ofLimits,
    operationId: 'deleteVehicleChargeLimit',
    method: 'DELETE',
    path: limit,
    summary: 'Lets the vehicle charge as far as it likes; what the limit did stays to be read',
    status: 204,
    write: removeChargeLimit,
  },
];
