import type { Arrival } from './arrival.ts';
import type { ArrivalQueue } from './queue.ts';

/** Several queues as one: a vehicle's messages always go into the same, so that their order is kept. */
export type Lanes = {
  push(arrival: Arrival): void;
  /** Messages waiting in all of them. */
  length(): number;
  /** How full the fullest is: 1 when senders have to wait. */
  fill(): number;
};

export function createLanes(queues: readonly ArrivalQueue[]): Lanes {
  return {
    push(arrival) {
      queues[arrival.message.vehicleId % queues.length]?.push(arrival);
    },
    length: () => queues.reduce((total, queue) => total + queue.length(), 0),
    fill: () => Math.max(...queues.map((queue) => queue.fill())),
  };
}
