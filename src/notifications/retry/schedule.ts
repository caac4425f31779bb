import type { Policy } from './policy.ts';

/** How it stands with a line. Times are epoch milliseconds. */
export type LineState = {
  /** Failed attempts in a row of the oldest message. */
  failures: number;
  /** Nothing is sent before, but for a bucket that got full. */
  nextAttemptAt?: number | undefined;
  /** Something failed, and not everything that was stored then has been sent since. */
  isBacklog: boolean;
  /** How many messages the last attempt carried, where it failed. */
  tried?: number | undefined;
  /** The target asked to be left alone until `nextAttemptAt`. */
  isAsked?: boolean | undefined;
};

export const freshLine: LineState = { failures: 0, isBacklog: false };

/** What waits in a line: the oldest, and how many there are (of more than the policy asks, it does not matter). */
export type Waiting = { createdAt: number; expiresAt: number; count: number; now: number };

export type Step =
  /** Up to so many of the oldest go in one request now. */
  | { send: number }
  /** At that time it is to be asked again; or when so many messages wait. */
  | { waitUntil: number; wanted?: number };

/** What is to be done with a line now. What has expired is not among what waits. */
export function nextStep(policy: Policy, state: LineState, waiting: Waiting): Step {
  const { now } = waiting;
  const size = sizeOf(policy, state);
  const at = Math.max(state.nextAttemptAt ?? now, windowEnd(policy, state, waiting) ?? now);
  const wanted = wantedOf(policy, state);
  if (now >= at || (wanted !== undefined && waiting.count >= wanted)) return { send: size };
  return { waitUntil: Math.min(at, waiting.expiresAt), ...(wanted === undefined ? {} : { wanted }) };
}

/** How many messages may go in one request. */
function sizeOf({ gathering }: Policy, { isBacklog }: LineState): number {
  if (gathering.kind === 'single') return 1;
  if (gathering.kind === 'backlog') return isBacklog ? gathering.size : 1;
  return gathering.size;
}

/** Events wait for others, but not those that are late already. */
function windowEnd(
  { gathering }: Policy,
  { isBacklog }: LineState,
  { count, createdAt }: Waiting,
): number | undefined {
  if (gathering.kind !== 'window' || isBacklog || count >= gathering.size) return undefined;
  return createdAt + gathering.windowMs;
}

/** With so many messages there is no reason to wait; a bucket that was tried before it was full is tried again so. */
function wantedOf({ gathering }: Policy, state: LineState): number | undefined {
  if (gathering.kind === 'single') return undefined;
  if (gathering.kind === 'window') return state.isBacklog ? undefined : gathering.size;
  const isPart = state.tried !== undefined && state.tried < gathering.size;
  return state.isBacklog && isPart && !state.isAsked ? gathering.size : undefined;
}

/** What an attempt came to. */
export type Attempted = {
  result: 'delivered' | 'failed' | 'refused' | 'gone';
  /** The target wants to be left alone for so long. */
  retryAfterMs?: number | undefined;
  /** How many messages it carried, and when the oldest of them expires. */
  count: number;
  expiresAt: number;
  now: number;
};

export type Verdict =
  | { kind: 'delivered'; state: LineState }
  | { kind: 'retry'; state: LineState }
  /** The messages are given up, and the line goes on; `isFailed`: the callback is given up, too. */
  | { kind: 'deleted'; isFailed: boolean; state: LineState };

/**
 * What follows from an attempt. `refused`: this message can never get through, others may. `gone`: nothing ever will.
 * After a success all that was stored goes at once.
 */
export function afterAttempt(policy: Policy, state: LineState, attempted: Attempted): Verdict {
  const { result, count } = attempted;
  if (result === 'delivered')
    return { kind: 'delivered', state: { failures: 0, isBacklog: state.isBacklog } };
  const fresh = { failures: 0, isBacklog: state.isBacklog };
  if (result === 'refused') return { kind: 'deleted', isFailed: false, state: fresh };
  if (result === 'gone') return { kind: 'deleted', isFailed: policy.exhausts === 'callback', state: fresh };
  const failures = state.failures + 1;
  if (policy.retriesMax !== undefined && failures > policy.retriesMax)
    return { kind: 'deleted', isFailed: policy.exhausts === 'callback', state: fresh };
  return {
    kind: 'retry',
    state: {
      failures,
      nextAttemptAt: retryAt(policy, attempted),
      isBacklog: true,
      tried: count,
      isAsked: (attempted.retryAfterMs ?? 0) > policy.retryEveryMs,
    },
  };
}

/** `Retry-After` can put a retry off; but there is one before the oldest message expires. */
function retryAt({ retryEveryMs }: Policy, { retryAfterMs = 0, expiresAt, now }: Attempted): number {
  const regular = now + retryEveryMs;
  const asked = now + retryAfterMs;
  return Math.max(regular, Math.min(asked, expiresAt - retryEveryMs));
}

/** The messages that had been tried longest have expired: is the callback given up with them? */
export function isGivenUp(policy: Policy, isFailing: boolean, left: number): boolean {
  return policy.exhausts === 'callback' && isFailing && left === 0;
}
