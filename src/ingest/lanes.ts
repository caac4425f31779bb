import type { Arrival } from './arrival.ts';
import type { ArrivalQueue } from './queue.ts';

/** Several queues as one: a vehicle's messages always go into the same, so that their order is kept. */
export type Lanes = {
  push(arrival: Arrival): void;
  /** Messages waiting in all of them. */
  length(): number;
  isFull(): boolean;
};

export function createLanes(queues: readonly ArrivalQueue[]): Lanes {
  return {
    push(arrival) {
      queues[arrival.message.vehicleId % queues.length]?.push(arrival);
    },
    length: () => queues.reduce((total, queue) => total + queue.length(), 0),
    isFull: () => queues.some((queue) => queue.isFull()),
  };
}
