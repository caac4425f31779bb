import type { Vehicle } from '../../api/model.ts';
import { nameOf } from './vehicle-name.ts';

type Wanted = { search: string | null; fleet: string | null; state: string | null };

/** The vehicles that match all that is wanted. */
export function filtered(all: readonly Vehicle[], { search, fleet, state }: Wanted): Vehicle[] {
  const text = (search ?? '').trim().toLowerCase();
  return all.filter(
    (vehicle) =>
      (text === '' || `${nameOf(vehicle)} ${vehicle.vin}`.toLowerCase().includes(text)) &&
      (!fleet || vehicle.fleet?.id === fleet) &&
      (!state || vehicle.connection?.state === state),
  );
}
