import type { Sleeper } from '../../model/vehicle-line.ts';
import type { WakeUpChannel } from './channel.ts';

type Deps = {
  /** Publishes to the wake-up topic of the vehicle, where it is kept until the vehicle listens for commands. */
  publish(vehicle: Sleeper, payload: Buffer): Promise<void>;
  clock: { now(): number };
};

/** For devices that keep a cheap connection while they sleep, or look in now and then (docs/vehicle-link.md). */
export function createMqttWakeUp({ publish, clock }: Deps): WakeUpChannel {
  return {
    name: 'mqtt',
    async wake(vehicle) {
      const payload = Buffer.from(JSON.stringify({ at: new Date(clock.now()).toISOString() }));
      await publish(vehicle, payload);
      return true;
    },
  };
}
