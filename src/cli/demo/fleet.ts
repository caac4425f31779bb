import type { FleetConfig, VehicleConfig } from '../../../simulator/config.ts';
import type { Database } from '../../store/database.ts';
import { findLast, type Last } from '../simulate/last-known.ts';
import type { VehicleSecret } from './create-world.ts';
import { demoVehicles } from './world.ts';

type Past = Pick<VehicleConfig, 'historyDays' | 'staged' | 'last'>;

const historyDays = 3;

/** The days before the first start, one for each of the vehicles: something of every kind has happened. */
const pasts: readonly Past[] = [
  { staged: ['Theft'], last: { serviceKm: 3100, serviceDays: 64 } },
  { staged: ['BreakIn', 'Collision'], last: { serviceKm: 25, serviceDays: 2 } },
  { staged: ['Collision', 'BreakIn'], last: { serviceKm: 812, serviceDays: 21 } },
  { staged: ['BreakIn', 'Theft'], last: { serviceKm: -60, serviceDays: -4 } },
  { staged: ['SevereCollision', 'BreakIn'], last: { serviceKm: 9400, serviceDays: 198 } },
];

/**
 * The simulated vehicles of the demo. One that was seen before goes on from where it was last; one that was
 * not tells the days before first.
 */
export async function demoFleet(
  mqttUrl: string,
  simulated: readonly VehicleSecret[],
  database: Database,
): Promise<FleetConfig> {
  const vehicles: VehicleConfig[] = [];
  for (const [index, secret] of simulated.entries()) {
    const vehicle = demoVehicles.find(({ vin }) => vin === secret.vin);
    if (!vehicle) continue;
    const { generation, motorization, home, stays } = vehicle;
    const past = pastOf(index, await findLast(database, secret.vin));
    vehicles.push({
      ...secret,
      generation,
      motorization,
      home,
      ...(stays ? { stays } : { startMoving: true }),
      ...past,
    });
  }
  return {
    mqttUrl,
    recordSeconds: 10,
    tripKm: [2, 12],
    hoursPerCollision: 15,
    hoursPerBreakIn: 2,
    hoursPerTheft: 8,
    vehicles,
  };
}

function pastOf(index: number, last: Last | undefined): Past {
  return last ? { last } : { historyDays, ...pasts[index % pasts.length] };
}
