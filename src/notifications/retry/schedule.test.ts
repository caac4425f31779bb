import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Subscribe } from '../../model/monitor.ts';
import { type Policy, policyOf } from './policy.ts';
import { afterAttempt, freshLine, isGivenUp, type LineState, nextStep } from './schedule.ts';

const lifeMs = 72 * 3_600_000;
const subscribe: Subscribe = {
  label: 'l',
  callback: { webhook: { name: 'w', target: 'https://t.example' } },
};
const endUser = policyOf('user', subscribe);

type Message = { id: number; createdAt: number };
type Sent = { at: number; ids: number[]; isOk: boolean };

type World = {
  policy: Policy;
  /** When messages are raised, ascending. */
  raisedAt: readonly number[];
  isUp(at: number): boolean;
  until: number;
  retryAfterMs?: number;
};

/** Drives the rules by a clock that jumps from one thing that happens to the next; requests take no time. */
function live({ policy, raisedAt, isUp, until, retryAfterMs }: World) {
  const coming = raisedAt.map((createdAt, id) => ({ id, createdAt }));
  let waiting: Message[] = [];
  let state: LineState = freshLine;
  let isFailed = false;
  const sent: Sent[] = [];
  const deleted: { id: number; at: number }[] = [];
  const remove = (messages: Message[], at: number) => deleted.push(...messages.map(({ id }) => ({ id, at })));

  function expire(now: number): void {
    const expired = waiting.filter(({ createdAt }) => createdAt + lifeMs <= now);
    if (expired.length === 0) return;
    remove(expired, now);
    waiting = waiting.slice(expired.length);
    isFailed ||= isGivenUp(policy, state.failures > 0, waiting.length);
    state = { ...state, failures: 0 };
  }

  function work(now: number): number {
    expire(now);
    const [head] = waiting;
    if (!head || isFailed) {
      state = { ...state, isBacklog: false };
      return Number.POSITIVE_INFINITY;
    }
    const expiresAt = head.createdAt + lifeMs;
    const step = nextStep(policy, state, { ...head, expiresAt, count: waiting.length, now });
    if ('waitUntil' in step) return step.waitUntil;
    const messages = waiting.slice(0, step.send);
    const isOk = isUp(now);
    sent.push({ at: now, ids: messages.map(({ id }) => id), isOk });
    const result = isOk ? 'delivered' : 'failed';
    const verdict = afterAttempt(policy, state, {
      result,
      count: messages.length,
      expiresAt,
      now,
      retryAfterMs,
    });
    state = verdict.state;
    if (verdict.kind === 'deleted') {
      remove(messages, now);
      isFailed ||= verdict.isFailed;
    }
    if (verdict.kind !== 'retry') waiting = waiting.slice(messages.length);
    return now;
  }

  let now = 0;
  let due = Number.POSITIVE_INFINITY;
  while (now <= until && !isFailed) {
    while (coming[0] && coming[0].createdAt <= now) waiting.push(coming.shift() as Message);
    due = work(now);
    now = due === now ? now : Math.min(due, coming[0]?.createdAt ?? Number.POSITIVE_INFINITY);
  }
  return { sent, deleted, waiting, isFailed };
}

const hours = (count: number) => count * 3_600_000;
const every = (stepMs: number, count: number) => Array.from({ length: count }, (_, index) => index * stepMs);

describe("the end user's contract", () => {
  it('delivers everything in order after 71 hours', () => {
    const raisedAt = every(60_000, 80 * 60);
    const { sent, deleted } = live({
      policy: endUser,
      raisedAt,
      isUp: (at) => at >= hours(71),
      until: hours(80),
    });
    expect(deleted).toEqual([]);
    const delivered = sent.filter(({ isOk }) => isOk).flatMap(({ ids }) => ids);
    expect(delivered).toEqual(raisedAt.map((_, id) => id));
    // Tried every 10 s, and once more when the first bucket was full.
    const failures = sent.filter(({ isOk }) => !isOk);
    expect(failures.length).toBeGreaterThanOrEqual((71 * 3600) / 10);
    expect(failures.length).toBeLessThanOrEqual((71 * 3600) / 10 + 2);
    // What was stored goes at once, 100 together; what comes later one by one.
    const stored = sent.filter(({ isOk, at }) => isOk && at < hours(71) + 10_000);
    expect(stored.every(({ ids }) => ids.length <= 100)).toBe(true);
    expect(stored).toHaveLength(Math.ceil((71 * 60 + 1) / 100));
    expect(sent.at(-1)?.ids).toHaveLength(1);
  });

  it('deletes after 72 hours what got no chance, each at its own time, and delivers the rest after 73', () => {
    const raisedAt = every(60_000, 80 * 60);
    const { sent, deleted, isFailed } = live({
      policy: endUser,
      raisedAt,
      isUp: (at) => at >= hours(73),
      until: hours(80),
    });
    expect(isFailed).toBe(false);
    const delivered = sent.filter(({ isOk }) => isOk).flatMap(({ ids }) => ids);
    expect(delivered).toEqual(raisedAt.map((_, id) => id).slice(deleted.length));
    // Those of the first hour, and the one whose time is over as the target comes back.
    expect(deleted.map(({ id }) => id)).toEqual(every(1, 61));
    for (const { id, at } of deleted) expect(at).toBe((raisedAt[id] ?? 0) + lifeMs);
  });

  it('gives the callback up when the last message that failed for 72 hours is deleted', () => {
    const { deleted, isFailed } = live({
      policy: endUser,
      raisedAt: [0, 5000],
      isUp: () => false,
      until: hours(80),
    });
    expect(deleted.map(({ at }) => at)).toEqual([lifeMs, lifeMs + 5000]);
    expect(isFailed).toBe(true);
  });

  it('sends a bucket as soon as it is full, once, and then every 10 s', () => {
    const raisedAt = [0, ...every(10, 250).map((at) => at + 1000)];
    const { sent } = live({ policy: endUser, raisedAt, isUp: () => false, until: 25_000 });
    expect(sent.map(({ at, ids }) => [at, ids.length])).toEqual([
      [0, 1],
      [1980, 100],
      [11_980, 100],
      [21_980, 100],
    ]);
  });
});

const b2b = (given: Partial<Subscribe>, kind: 'fleet' | 'monitor' = 'monitor') =>
  policyOf(kind, { ...subscribe, ...given });
const attemptsOf = (policy: Policy) => live({ policy, raisedAt: [0], isUp: () => false, until: hours(80) });

describe("the fleet owner's contract", () => {
  it.each([
    ['without a policy', undefined, [0, 10_000]],
    ['None', { policy: 'None' as const }, [0, 10_000]],
    ['Bounded', { policy: 'Bounded' as const }, [0, 10_000, 20_000, 30_000]],
    ['Bounded as asked', { policy: 'Bounded' as const, retryNumber: 1, retryDelay: 5 }, [0, 5000]],
  ])('tries %s', (_, retryPolicy, times) => {
    const { sent, deleted, isFailed } = attemptsOf(b2b(retryPolicy ? { retryPolicy } : {}));
    expect(sent.map(({ at }) => at)).toEqual(times);
    expect(deleted).toEqual([{ id: 0, at: times.at(-1) }]);
    expect(isFailed).toBe(true);
  });

  it('tries Always for 3 days and no longer', () => {
    const retryPolicy = { policy: 'Always' as const, retryDelay: 3600 };
    const { sent, deleted, isFailed } = attemptsOf(b2b({ retryPolicy }));
    expect(sent.map(({ at }) => at)).toEqual(every(3_600_000, 72));
    expect(deleted).toEqual([{ id: 0, at: lifeMs }]);
    expect(isFailed).toBe(true);
  });

  it('gives up a remote action by itself: the next one of the callback has its own tries', () => {
    const { sent, deleted, isFailed } = live({
      policy: b2b({}, 'fleet'),
      raisedAt: [0, 1],
      isUp: (at) => at > 10_000,
      until: hours(1),
    });
    expect(isFailed).toBe(false);
    expect(deleted).toEqual([{ id: 0, at: 10_000 }]);
    expect(sent.at(-1)).toMatchObject({ ids: [1], isOk: true });
  });

  it('gathers events until there are enough, or the window is over', () => {
    const policy = b2b({ batchNotify: { size: 3, timeWindow: 60 } });
    const raisedAt = [0, 1000, 2000, 3000, 50_000];
    const { sent } = live({ policy, raisedAt, isUp: () => true, until: hours(1) });
    expect(sent.map(({ at, ids }) => [at, ids])).toEqual([
      [2000, [0, 1, 2]],
      [63_000, [3, 4]],
    ]);
  });
});

describe('Retry-After', () => {
  it('puts off a retry, but never beyond the end of the message', () => {
    const policy = b2b({ retryPolicy: { policy: 'Always' } });
    const times = (retryAfterMs: number) =>
      live({ policy, raisedAt: [0], isUp: () => false, until: hours(80), retryAfterMs }).sent.map(
        ({ at }) => at,
      );
    expect(times(hours(24))).toEqual([0, hours(24), hours(48), lifeMs - 10_000]);
    expect(times(hours(100))).toEqual([0, lifeMs - 10_000]);
    expect(times(1000).slice(0, 3)).toEqual([0, 10_000, 20_000]);
  });
});

describe('whatever happens', () => {
  const policies = fc.oneof(
    fc.constant(endUser),
    fc
      .record({
        retryPolicy: fc.constantFrom(
          undefined,
          { policy: 'Always' as const },
          { policy: 'Bounded' as const },
        ),
        batchNotify: fc.option(fc.record({ size: fc.integer({ min: 1, max: 20 }) }), { nil: undefined }),
        kind: fc.constantFrom('fleet' as const, 'monitor' as const),
      })
      .map(({ kind, retryPolicy, batchNotify }) =>
        b2b({ ...(retryPolicy ? { retryPolicy } : {}), ...(batchNotify ? { batchNotify } : {}) }, kind),
      ),
  );

  it('every message is delivered in order, deleted or still waiting; and while it fails, tries are spaced', () => {
    fc.assert(
      fc.property(
        policies,
        fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 300 }),
        fc.array(fc.integer({ min: 1000, max: 60_000 }), { maxLength: 10 }),
        (policy, gaps, outages) => {
          let at = 0;
          const raisedAt = gaps.map((gap) => {
            at += gap;
            return at;
          });
          const edges: number[] = [];
          for (const length of outages) edges.push((edges.at(-1) ?? 0) + length);
          const isUp = (now: number) => edges.filter((edge) => edge <= now).length % 2 === 0;
          const { sent, deleted, waiting } = live({ policy, raisedAt, isUp, until: at + 200_000 });
          const delivered = sent.filter(({ isOk }) => isOk).flatMap(({ ids }) => ids);
          expect(delivered).toEqual([...delivered].sort((one, other) => one - other));
          const all = [...delivered, ...deleted.map(({ id }) => id), ...waiting.map(({ id }) => id)];
          expect(new Set(all).size).toBe(all.length);
          for (const [index, { at: then, ids, isOk }] of sent.entries()) {
            const next = sent[index + 1];
            if (isOk || !next || next.ids[0] !== ids[0] || next.ids.length > ids.length) continue;
            expect(next.at - then).toBeGreaterThanOrEqual(policy.retryEveryMs);
          }
        },
      ),
    );
  });
});
