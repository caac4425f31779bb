import type { Clock } from '../lib/clock.ts';
import type { AccessChanges } from '../store/access/watch-access.ts';
import type { Database } from '../store/database.ts';
import { type FleetVehicleRow, findFleet, findFleetVehicle } from '../store/vehicles/fleets.ts';
import type { OwnedVehicle } from './access.ts';
import { remembering } from './remember.ts';
import { sightsOfFleet } from './sight.ts';

/** A fleet, whoever it belongs to. */
export type OwnedFleet = {
  fleetId: number;
  publicId: string;
  partnerId: number;
  name: string;
  description: string | null;
  createdAt: Date;
};

/** A vehicle of a fleet, whoever that belongs to. */
export type FleetVehicle = OwnedVehicle & { fleetId: number; partnerId: number };

export type FindFleets = {
  fleet(publicId: string): Promise<OwnedFleet | undefined>;
  vehicle(publicId: string): Promise<FleetVehicle | undefined>;
};

/** Looks fleets and their vehicles up by the ids of the API, and remembers the answers (`remember.ts`). */
export function createFindFleets(database: Database, clock: Clock, changes?: AccessChanges): FindFleets {
  return {
    fleet: remembering((id) => findFleet(database, id), { clock, changes, max: 1000 }),
    vehicle: remembering(
      async (id) => {
        const row = await findFleetVehicle(database, id);
        return row && { ...ownedVehicle(row), fleetId: row.fleetId, partnerId: row.partnerId };
      },
      { clock, changes, max: 10_000 },
    ),
  };
}

/** A row of a fleet with what may be seen of the vehicle. */
export function ownedVehicle(row: Pick<FleetVehicleRow, 'vehicleId' | 'publicId' | 'vin' | 'services'>) {
  const { vehicleId, publicId, vin, services } = row;
  return { vehicleId, publicId, vin, sights: sightsOfFleet(services) } satisfies OwnedVehicle;
}
