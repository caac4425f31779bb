import type { Meter } from './meter.ts';
import type { VehicleConnection } from './vehicle-connection.ts';

/**
 * Sends message n at `start + n / rate` whether the server keeps up or not, to the connections in turn. The
 * due time goes with the message, so that waiting for our own late timer or a full connection counts. The function it gives counts what was never sent as given up.
 */
export function startOpenLoop(connections: VehicleConnection[], perSecond: number, meter: Meter): () => void {
  const start = performance.now();
  const late = connections.map((): number[] => []);
  let next = 0;

  const sendLate = (index: number) => {
    const waiting = late[index]!;
    while (waiting.length > 0 && connections[index]!.send(1, waiting[0]!) === 1) waiting.shift();
  };
  const tick = () => {
    const now = Math.min(performance.now(), meter.to);
    for (let due = start; ; next += 1) {
      due = start + (next * 1000) / perSecond;
      if (due >= now) break;
      const index = next % connections.length;
      late[index]!.push(due);
      sendLate(index);
    }
    if (now < meter.to) setTimeout(tick, 1);
  };
  for (const [index, connection] of connections.entries()) connection.onAcks = () => sendLate(index);
  tick();
  return () => {
    for (const due of late.flat()) meter.giveUp(due, performance.now());
  };
}
