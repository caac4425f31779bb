/** The way to vehicles that are connected now. Times: epoch milliseconds. */
export type VehicleLine = {
  /** Hands bytes to the vehicle, as a command. False where it is not on the line, or listens to none: then nothing was sent. */
  send(vehicleId: number, payload: Buffer): Promise<boolean>;
  isOnLine(vehicleId: number): boolean;
  /** When it came in, or said something last, on the line that it has now; keeping the line alive says nothing. */
  lastHeardAt(vehicleId: number): number | undefined;
  /** The name of the adapter in whose words it listens to commands; undefined where it is not known to listen. */
  languageOf(vehicleId: number): string | undefined;
};

/** Ways to wake a vehicle: a message on its wake-up topic, a call to the operator's gateway. */
export const wakeUpChannels = ['mqtt', 'http'] as const;
export type WakeUpChannelName = (typeof wakeUpChannels)[number];

/** Who is to be woken up. `channel`: by this way alone. */
export type Sleeper = { vehicleId: number; vin: string; channel?: WakeUpChannelName };

/** A way to reach vehicles that sleep. */
export type WakeUps = {
  /** Resolves when the wake-up is on its way; whether the vehicle wakes shows on its line. Rejects where it cannot be sent. */
  wake(vehicle: Sleeper): Promise<void>;
};
