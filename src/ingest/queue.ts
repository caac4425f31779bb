import type { Arrival } from './arrival.ts';

/** Messages waiting for a batch. It is bounded by whoever adds: `fill` says when to stop reading. */
export type ArrivalQueue = {
  push(arrival: Arrival): void;
  /** Work to be done between two batches, so that it meets nothing else of the lane. It does not throw. */
  pushWork(work: () => Promise<void>): void;
  takeWork(): (() => Promise<void>) | undefined;
  /** Up to `max` of them, oldest first. */
  take(max: number): Arrival[];
  /** Resolves when there is something to take, or when the queue is closed. */
  wait(): Promise<void>;
  /** How full it is: 1 when senders have to wait. */
  fill(): number;
  length(): number;
  /** When the one came in that has waited longest, epoch milliseconds. */
  oldestAt(): number | undefined;
  /** Called when messages are taken out, so that paused senders can go on. */
  onTaken(listener: () => void): void;
  close(): void;
  isClosed(): boolean;
};

export function createQueue(bounds: { messages: number; bytes: number }): ArrivalQueue {
  let waiting: Arrival[] = [];
  const works: (() => Promise<void>)[] = [];
  let bytes = 0;
  let closed = false;
  let wake: (() => void) | undefined;
  const listeners: (() => void)[] = [];

  function signal(): void {
    wake?.();
    wake = undefined;
  }

  return {
    push(arrival) {
      waiting.push(arrival);
      bytes += arrival.message.payload.length;
      signal();
    },
    pushWork(work) {
      works.push(work);
      signal();
    },
    takeWork: () => works.shift(),
    take(max) {
      const taken = waiting.length <= max ? waiting : waiting.slice(0, max);
      waiting = waiting.length <= max ? [] : waiting.slice(max);
      for (const { message } of taken) bytes -= message.payload.length;
      for (const listener of listeners) listener();
      return taken;
    },
    wait() {
      if (waiting.length > 0 || works.length > 0 || closed) return Promise.resolve();
      return new Promise((resolve) => {
        wake = resolve;
      });
    },
    fill: () => Math.max(waiting.length / bounds.messages, bytes / bounds.bytes),
    length: () => waiting.length,
    oldestAt: () => waiting[0]?.message.receivedAt,
    onTaken: (listener) => void listeners.push(listener),
    close() {
      closed = true;
      signal();
    },
    isClosed: () => closed,
  };
}
