import { isDeepStrictEqual } from 'node:util';
import type { RemoteRequest } from '../../../src/model/remote.ts';
import type { Posted } from '../../../src/remote/runner/work.ts';
import { eventually } from '../eventually.ts';
import { inShort } from './remote-steps.ts';
import { locks, type RemoteWorld } from './remote-world.ts';

/** What tests ask of a world of remote actions. */
export function remoteTester(world: () => RemoteWorld) {
  const idOf = (posted: Posted) => ('action' in posted ? posted.action.publicId : '');

  async function post(vehicleId: number, request: RemoteRequest = locks): Promise<string> {
    return idOf(await world().actions.post(world().asked(vehicleId, request)));
  }

  const told = async (publicId: string) => inShort((await world().stepsOf(publicId)).told);

  return {
    idOf,
    post,
    told,
    eventuallyTold: (publicId: string, steps: readonly string[]) =>
      eventually(`${steps.join(', ')} to be told`, async () =>
        isDeepStrictEqual(await told(publicId), steps),
      ),
    eventuallyTakes: (vehicleId: number, count: number) =>
      eventually('commands at the vehicle', () => world().vehicle(vehicleId).takes.length === count),
    eventuallyWoken: (vehicleId: number, count = 1) =>
      eventually('wake-ups', () => world().wakes.filter((one) => one === vehicleId).length === count),
  };
}
