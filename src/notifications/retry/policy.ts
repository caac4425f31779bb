import type { BatchNotify, RetryPolicy, Subscribe } from '../../model/monitor.ts';

/** How messages of a line are gathered into requests. */
export type Gathering =
  /** One event per request. */
  | { kind: 'single' }
  /** One by one; while nothing gets through, up to `size` together, and sent as soon as so many are ready. */
  | { kind: 'backlog'; size: number }
  /** Sent when so many are there, or so long after the oldest was raised. */
  | { kind: 'window'; size: number; windowMs: number };

/** What happens after failures, as data. */
export type Policy = {
  retryEveryMs: number;
  /** Retries after the first attempt; without it, until the message expires. */
  retriesMax?: number;
  /** What is given up when retries are exhausted: the callback, or only the message. */
  exhausts: 'callback' | 'message';
  gathering: Gathering;
};

/** In the contract: 10 s between retries, and 100 messages in a bucket. */
const defaultDelayS = 10;
const bucketSize = 100;
const defaultWindowS = 60;

/** A request carries at most so many events, whatever size was asked for. */
export const eventsMax = 1000;

/** What holds for a callback: the end user's contract has one policy, the fleet owner's lets choose. */
export function policyOf(kind: 'user' | 'fleet' | 'monitor', subscribe: Subscribe): Policy {
  if (kind === 'user') {
    const gathering: Gathering = subscribe.callback.pushnotif
      ? { kind: 'single' }
      : { kind: 'backlog', size: bucketSize };
    return { retryEveryMs: defaultDelayS * 1000, exhausts: 'callback', gathering };
  }
  return {
    ...retriesOf(subscribe.retryPolicy),
    // The retries of a remote action concern it alone, neither the callback nor its siblings.
    exhausts: kind === 'fleet' ? 'message' : 'callback',
    gathering: gatheringOf(subscribe.batchNotify),
  };
}

/** None: one attempt and one retry. Without any policy it is None. */
function retriesOf(given: RetryPolicy | undefined): Pick<Policy, 'retryEveryMs' | 'retriesMax'> {
  const { policy = 'None', retryNumber = 3, retryDelay = defaultDelayS } = given ?? {};
  const retryEveryMs = retryDelay * 1000;
  if (policy === 'Always') return { retryEveryMs };
  return { retryEveryMs, retriesMax: policy === 'Bounded' ? retryNumber : 1 };
}

function gatheringOf(given: BatchNotify | undefined): Gathering {
  if (!given) return { kind: 'single' };
  const { size, timeWindow = defaultWindowS } = given;
  return { kind: 'window', size: Math.min(size, eventsMax), windowMs: timeWindow * 1000 };
}

/** How many messages of a line are read at once: as many as one request may carry, and some for those who are quick. */
export function readsOf({ gathering }: Policy): number {
  return gathering.kind === 'window' ? Math.max(bucketSize, gathering.size) : bucketSize;
}
