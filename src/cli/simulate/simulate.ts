import type { FleetConfig, VehicleConfig } from '../../../simulator/config.ts';
import type { Database } from '../../store/database.ts';
import {
  addVehicle,
  type Motorization,
  motorizations,
  renewVehicleSecret,
} from '../../store/vehicles/enrolment.ts';
import { findVehicleId } from '../../store/vehicles/vehicles.ts';
import { command, commandContext, positiveNumber, wholeNumber } from '../command.ts';
import { getServer } from '../server-file.ts';
import { withDatabase } from '../with-database.ts';
import { findLast } from './last-known.ts';
import { startSimulator } from './simulator.ts';

type Options = { vehicles: number; rate?: number; minutes?: number; history?: number; incidents?: boolean };

const historyDaysMax = 60;

/** Where the simulated vehicles live, one after another. */
const homes = [
  { longitude: 2.3522, latitude: 48.8566 },
  { longitude: 4.8357, latitude: 45.764 },
  { longitude: 13.405, latitude: 52.52 },
  { longitude: 9.19, latitude: 45.4642 },
  { longitude: -3.7038, latitude: 40.4168 },
  { longitude: 16.3738, latitude: 48.2082 },
];

export const simulate = command(
  'simulate',
  'let vehicles drive against the running Roadwire until stopped; they are entered when they are not there yet',
  'simulate --vehicles 100 --rate 500',
)
  .option('--vehicles <n>', 'how many', wholeNumber(1, 10_000), 10)
  .option(
    '--rate <n>',
    'reports a second of them all together; default: each as a real one would',
    positiveNumber,
  )
  .option('--minutes <n>', 'stop by itself after so long', positiveNumber)
  .option('--history <span>', 'first send what they did before now, such as 3d or 12h', days)
  .option('--no-incidents', 'no collisions, break-ins and thefts')
  .action(async ({ vehicles, rate, minutes, history, incidents }: Options) => {
    const context = commandContext({ isQuiet: true });
    const { mqttUrl } = getServer(context.settings);
    const entered = await withDatabase(context, (database) => enterVehicles(database, vehicles));
    const told =
      history === undefined ? entered : entered.map((one, index) => withHistory(one, history, index));
    const simulator = startSimulator({
      mqttUrl,
      ...(rate === undefined ? {} : { rate }),
      ...(incidents ? chances : {}),
      vehicles: told,
    });
    context.print(`${vehicles} vehicles drive; Ctrl-C stops them`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.stop());
    if (minutes !== undefined) setTimeout(() => void simulator.stop(), minutes * 60_000).unref();
    const code = await simulator.ended;
    if (code !== 0) throw new Error(`the simulator ended with code ${code}`);
  });

/** Mean hours between two of a kind, for one vehicle. */
const chances = { hoursPerCollision: 100, hoursPerBreakIn: 20, hoursPerTheft: 100 };

/** What befalls the vehicles in their histories, one after another; most have none. */
const stagings: readonly VehicleConfig['staged'][] = [['Collision'], ['BreakIn'], ['Theft'], [], [], []];

function withHistory(vehicle: VehicleConfig, historyDays: number, index: number): VehicleConfig {
  return { ...vehicle, historyDays, staged: stagings[index % stagings.length] ?? [] };
}

/** `3d` or `12h` in days. */
function days(given: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)([dh])$/.exec(given) ?? [];
  const found = Number(count) / (unit === 'h' ? 24 : 1);
  if (found > 0 && found <= historyDaysMax) return found;
  throw new Error(`${given}: expected a span such as 3d or 12h, at most ${historyDaysMax}d`);
}

async function enterVehicles(database: Database, count: number): Promise<FleetConfig['vehicles']> {
  const vehicles: FleetConfig['vehicles'] = [];
  for (let index = 0; index < count; index += 1) {
    const vin = `RWSIM${String(index + 1).padStart(12, '0')}`;
    const motorization = motorizations[index % motorizations.length] as Motorization;
    const isThere = (await findVehicleId(database, vin)) !== undefined;
    const password = isThere
      ? await renewVehicleSecret(database, vin)
      : (await addVehicle(database, { vin, motorization })).secret;
    // Cars of the first generation burn fuel.
    const generation = motorization === 'Thermic' ? 1 : 2;
    const home = homes[index % homes.length] ?? { longitude: 0, latitude: 0 };
    const last = isThere ? await findLast(database, vin) : undefined;
    vehicles.push({
      vin,
      username: vin,
      password,
      generation,
      motorization,
      home,
      ...(last ? { last } : {}),
    });
  }
  return vehicles;
}
