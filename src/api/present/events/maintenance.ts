import { Type } from 'typebox';
import { Maintenance as MaintenanceGroup } from '../../../model/motion.ts';
import { DateTime } from '../../../model/schema.ts';
import type { Status } from '../../../model/vehicle-state.ts';
import { links } from '../../shared/lists/hal.ts';
import { type Place, vinAt } from '../face.ts';
import { link } from '../links.ts';

const fields = {
  _links: links('vehicle', 'alerts'),
  createdAt: DateTime,
  updatedAt: DateTime,
  ...MaintenanceGroup.properties,
};

/** Days and km until the next maintenance, below zero when it is overdue. */
export const Maintenance = Type.Object(fields, { $id: 'Maintenance' });
export const FleetMaintenance = Type.Object({ vin: Type.String(), ...fields }, { $id: 'Maintenance' });

export function presentMaintenance(known: NonNullable<Status['maintenance']>, place: Place): object {
  const { links: addresses } = place;
  return {
    _links: {
      self: link(addresses.of('maintenance')),
      vehicle: link(addresses.vehicle),
      alerts: link(addresses.of('alerts')),
    },
    ...vinAt(place),
    createdAt: new Date(known.at).toISOString(),
    updatedAt: new Date(known.receivedAt).toISOString(),
    ...known.value,
  };
}
