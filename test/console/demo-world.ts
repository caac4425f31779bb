import { type Fleet, runFleet } from '../../simulator/fleet.ts';
import { createWorld } from '../../src/cli/demo/create-world.ts';
import { createDoors } from '../../src/cli/demo/doors.ts';
import { type DemoWorld, demoRoutes } from '../../src/cli/demo/routes.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { buildConsole } from './build-once.ts';
import { type ConsoleWorld, openBrowser } from './support.ts';

/** The demo with its doors open, three simulated vehicles of its driver and fleet, and a browser. */
export type ConsoleDemo = Pick<ConsoleWorld, 'open' | 'stop'> & { cloud: TestCloud; fleet: Fleet };

const kinds = [
  { generation: 2, motorization: 'Electric', startMoving: false },
  { generation: 2, motorization: 'Hybrid', startMoving: true },
  { generation: 1, motorization: 'Thermic', startMoving: false },
] as const;

export async function startConsoleDemo(): Promise<ConsoleDemo> {
  await buildConsole();
  let world: DemoWorld | undefined;
  const cloud = await startTestCloud(
    {},
    undefined,
    demoRoutes(() => world),
  );
  const { file, simulated } = await createWorld(cloud.database, cloud.clock.now());
  const home = { longitude: 2.3522, latitude: 48.8566 };
  const last = { electricLevel: 50, fuelLevel: 50 };
  const vehicles = kinds.flatMap((kind, index) => {
    const secret = simulated[index];
    return secret ? [{ ...secret, ...kind, home, last }] : [];
  });
  const habits = { parkedSeconds: [3600, 3600], awakeSeconds: 3600, reportSeconds: 0.5 } as const;
  const calm = { privateTripShare: 0, chances: {} };
  const fleet = runFleet(
    { mqttUrl: cloud.mqttUrl, seed: 1, ...habits, ...calm, parkedSeconds: [3600, 3600], vehicles },
    { clock: cloud.clock.now },
  );
  const endUser = { ...file.endUser, accessToken: '' };
  world = {
    doors: createDoors({ ...file, endUser }, { database: cloud.database, clock: cloud.clock }),
    vehicles: vehicles.map(({ vin }) => vin),
    happen: async (vin, given) => fleet.happen(vin, given),
  };
  const { open, stop } = await openBrowser(cloud);
  return {
    cloud,
    fleet,
    open,
    async stop() {
      await stop();
      await fleet.stop();
      await cloud.stop();
    },
  };
}
