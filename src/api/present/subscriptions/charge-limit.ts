import type { ChargeLimitEventRow, ChargeLimitRow } from '../../../store/remote/charge-limits.ts';
import type { VehicleLinks } from '../links.ts';
import { link } from '../links.ts';
import type { Visibility } from '../visibility.ts';
import { outcome } from './remote.ts';

export function presentChargeLimit(row: ChargeLimitRow, links: VehicleLinks): object {
  const { percent, createdAt, updatedAt } = row;
  const self = links.of('chargeLimit');
  return {
    _links: { self: link(self), vehicle: link(links.vehicle), events: link(`${self}/events`) },
    percent,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** The level is data of the vehicle: it is there for those who may see it, as it was told then. */
export function presentChargeLimitEvent(row: ChargeLimitEventRow, { groupsOf }: Visibility): object {
  const { at, percent, level, privacy, remoteActionId, step } = row;
  return {
    eventDate: at.toISOString(),
    percent,
    ...(groupsOf(privacy).has('energies.Electric') ? { level } : {}),
    ...(remoteActionId === null ? {} : { remoteActionId }),
    ...outcome(step),
  };
}
