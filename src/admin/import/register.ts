import type { Database } from '../../store/database.ts';
import { findFleetIds } from '../../store/registry/fleets.ts';
import { findUsersByEmail } from '../../store/registry/users.ts';
import { findKnownVehicles, type KnownVehicle } from '../../store/registry/vehicles.ts';
import type { VehicleRow } from './check-row.ts';

/** What the rows of a file are about, as far as it is there: read at once, and kept as the rows change it. */
export type Register = {
  vehicle(vin: string): KnownVehicle | undefined;
  /** By the address, whose capitals do not matter. */
  user(email: string): { userId: number; id: string } | undefined;
  hasFleet(id: string): boolean;
  /** Looks at a vehicle that was changed. */
  renew(vin: string): Promise<KnownVehicle | undefined>;
};

export async function openRegister(database: Database, rows: readonly VehicleRow[]): Promise<Register> {
  const named = (name: 'vin' | 'owner' | 'fleet') => [...new Set(rows.flatMap((row) => row[name] ?? []))];
  const emails = named('owner').map((email) => email.toLowerCase());
  const vehicles = new Map((await findKnownVehicles(database, named('vin'))).map((one) => [one.vin, one]));
  const users = new Map((await findUsersByEmail(database, emails)).map((one) => [one.email, one]));
  const fleets = new Set(await findFleetIds(database, named('fleet')));
  return {
    vehicle: (vin) => vehicles.get(vin),
    user: (email) => users.get(email.toLowerCase()),
    hasFleet: (id) => fleets.has(id),
    async renew(vin) {
      const [found] = await findKnownVehicles(database, [vin]);
      if (found) vehicles.set(vin, found);
      return found;
    },
  };
}
