import type { Meter } from './meter.ts';
import type { VehicleConnection } from './vehicle-connection.ts';

/** Keeps `window` messages unacknowledged on every connection: as fast as the server goes. */
export function startClosedLoop(connections: VehicleConnection[], window: number, meter: Meter): void {
  const refill = (connection: VehicleConnection) => {
    const now = performance.now();
    if (now < meter.to) connection.send(window - connection.outstanding, now);
  };
  for (const connection of connections) {
    connection.onAcks = refill;
    refill(connection);
  }
}
