import type { VehicleLine } from '../model/vehicle-line.ts';

type Deps = {
  /** The adapter in whose words commands of a channel are. */
  languages: Readonly<Partial<Record<string, string>>>;
  clock: { now(): number };
  /** A vehicle listens for commands: from now on, or anew and may have missed some. Or it listens no more. */
  onPresence(vehicleId: number, isOnLine: boolean): void;
  /** A vehicle said something. */
  onHeard(vehicleId: number): void;
};

export type VehicleLines = {
  /** For the gateway to call: the vehicle listens (again) on a channel, or no more. */
  listening(vehicleId: number, channel?: string): void;
  /** For the gateway to call with each message, and whenever the vehicle shows that its line lives. */
  heard(vehicleId: number): void;
  /** The line, once there is a gateway to send by. */
  by(gateway: Pick<VehicleLine, 'send'>): VehicleLine;
};

/** Remembers who listens for commands, in which language, and when each of those was heard last. */
export function createVehicleLines({ languages, clock, onPresence, onHeard }: Deps): VehicleLines {
  const onLine = new Map<number, { language: string; heardAt: number }>();
  return {
    listening(vehicleId, channel) {
      const before = onLine.get(vehicleId);
      const language = channel === undefined ? undefined : languages[channel];
      if (language === undefined) onLine.delete(vehicleId);
      else onLine.set(vehicleId, { language, heardAt: clock.now() });
      if (language !== undefined) onPresence(vehicleId, true);
      else if (before) onPresence(vehicleId, false);
    },
    heard(vehicleId) {
      const line = onLine.get(vehicleId);
      if (!line) return;
      line.heardAt = clock.now();
      onHeard(vehicleId);
    },
    by: ({ send }) => ({
      send,
      isOnLine: (vehicleId) => onLine.has(vehicleId),
      lastHeardAt: (vehicleId) => onLine.get(vehicleId)?.heardAt,
      languageOf: (vehicleId) => onLine.get(vehicleId)?.language,
    }),
  };
}
