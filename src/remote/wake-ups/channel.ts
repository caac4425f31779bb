import type { Sleeper, WakeUpChannelName } from '../../model/vehicle-line.ts';

/** A way to wake vehicles. `wake` gives false where it could not be sent; whether a vehicle wakes shows on its line. */
export type WakeUpChannel = {
  name: WakeUpChannelName;
  wake(vehicle: Sleeper): Promise<boolean>;
  stop?(): Promise<void>;
};
