import type { FleetConfig, VehicleConfig } from '../../simulator/config.ts';
import { type Fleet, runFleet } from '../../simulator/fleet.ts';
import { addVehicle, linkVehicle, type Motorization } from '../../src/store/vehicles/enrolment.ts';
import type { EnrolledVehicle, FleetOwner, TestCloud } from '../support/cloud.ts';
import type { Person } from '../support/people/oauth.ts';

export type ConsoleVehicle = {
  vehicleId: number;
  vin: string;
  username: string;
  secret: string;
  label: string;
};

type Kind = {
  label: string;
  motorization: Motorization;
  home: { longitude: number; latitude: number };
  isParked?: boolean;
};

const kinds: readonly Kind[] = [
  { label: 'e-208', motorization: 'Electric', home: { longitude: 2.3522, latitude: 48.8566 } },
  { label: 'DS 7', motorization: 'Hybrid', home: { longitude: 4.8357, latitude: 45.764 }, isParked: true },
  { label: 'C3', motorization: 'Thermic', home: { longitude: 13.405, latitude: 52.52 } },
];

let worlds = 0;

/** Three vehicles of a person that are in a fleet as well: two drive, one is parked. Nothing runs yet. */
export async function addConsoleVehicles(
  cloud: TestCloud,
  { person, owner }: { person: Person; owner: FleetOwner },
): Promise<ConsoleVehicle[]> {
  worlds += 1;
  const vehicles: ConsoleVehicle[] = [];
  for (const [index, { label, motorization }] of kinds.entries()) {
    const vin = `VR1VIEW${String(worlds * 100 + index).padStart(10, '0')}`;
    const added = await addVehicle(cloud.database, { vin, motorization, label, brand: 'Peugeot' });
    await linkVehicle(cloud.database, person.userId, added.vehicleId);
    await cloud.addToFleet(owner, added as EnrolledVehicle);
    vehicles.push({ ...added, label });
  }
  return vehicles;
}

/** Lets the vehicles live: they drive, tell what they do, and take commands. `historyDays` first tells the days before. */
export function runVehicles(
  cloud: TestCloud,
  vehicles: readonly ConsoleVehicle[],
  { historyDays, ...more }: Partial<FleetConfig> & { historyDays?: number } = {},
): Fleet {
  const configs = vehicles.map(({ vin, username, secret }, index): VehicleConfig => {
    const { motorization, home, isParked } = kinds[index % kinds.length] as Kind;
    const startMoving = isParked !== true;
    const past = historyDays === undefined ? {} : { historyDays };
    return { vin, username, password: secret, generation: 2, motorization, home, startMoving, ...past };
  });
  const { mqttUrl } = cloud;
  return runFleet({
    mqttUrl,
    reportSeconds: 2,
    tripKm: [2, 6],
    privateTripShare: 0,
    awakeSeconds: 100_000,
    seed: 7,
    vehicles: configs,
    ...more,
  });
}
