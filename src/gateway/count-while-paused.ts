import type { Client } from 'aedes';

/** The part of aedes' client that counts the packets being worked on, and reads on when there are none. */
type Counting = { _paused?: boolean; _parsingBatch: number; _nextBatch(error?: Error): void };

/**
 * Counts the packets that are done while a connection is paused. aedes does not: after `resume` it would
 * wait for them forever and never read the socket again.
 */
export function countWhilePaused(client: Client): void {
  const counting = client as unknown as Counting;
  const nextBatch = counting._nextBatch;
  counting._nextBatch = (error) => {
    if (counting._paused && !error) counting._parsingBatch -= 1;
    else nextBatch(error);
  };
}
