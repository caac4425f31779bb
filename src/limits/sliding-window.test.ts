import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSlidingWindow, type WindowSize } from './sliding-window.ts';

const begin = 1_760_000_000_000;

const sizes = fc.record({
  windowMs: fc.integer({ min: 1, max: 500 }),
  bucketMs: fc.integer({ min: 1, max: 90 }),
});
/** Milliseconds from one call to the next; now and then the clock is set back a little. */
const pauses = fc.array(fc.integer({ min: -20, max: 200 }), { maxLength: 80 });

/** Every call is remembered, and counts until its bucket has left the window. */
function naive({ windowMs, bucketMs }: WindowSize) {
  const calls: number[] = [];
  const leaves = (at: number) => (Math.floor(at / bucketMs) + 1 + Math.ceil(windowMs / bucketMs)) * bucketMs;
  return {
    add: (at: number) => void calls.push(at),
    count: (at: number) => calls.filter((call) => leaves(call) > at).length,
  };
}

describe('a sliding window', () => {
  it('counts what the naive list of all calls counts', () => {
    fc.assert(
      fc.property(sizes, pauses, (size, steps) => {
        const window = createSlidingWindow(size, begin);
        const oracle = naive(size);
        let [at, newest] = [begin, begin];
        for (const step of steps) {
          at += step;
          newest = Math.max(newest, at);
          window.add(at);
          oracle.add(newest);
          expect(window.count(at)).toBe(oracle.count(newest));
        }
      }),
    );
  });

  it('never lets more calls than the limit into any stretch of its length', () => {
    fc.assert(
      fc.property(sizes, pauses, fc.integer({ min: 1, max: 10 }), (size, steps, limit) => {
        const window = createSlidingWindow(size, begin);
        const passed: number[] = [];
        let at = begin;
        for (const step of steps) {
          at += Math.max(0, step);
          if (window.count(at) >= limit) continue;
          window.add(at);
          passed.push(at);
        }
        for (const first of passed)
          expect(
            passed.filter((call) => call >= first && call <= first + size.windowMs).length,
          ).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('tells exactly when the next call is possible', () => {
    fc.assert(
      fc.property(sizes, pauses, fc.integer({ min: 1, max: 10 }), (size, steps, limit) => {
        const window = createSlidingWindow(size, begin);
        const oracle = naive(size);
        let at = begin;
        for (const step of steps) {
          at += Math.max(0, step);
          window.add(at);
          oracle.add(at);
        }
        const wait = window.waitUntilBelow(limit, at);
        expect(oracle.count(at + wait)).toBeLessThan(limit);
        if (wait > 0) expect(oracle.count(at + wait - 1)).toBeGreaterThanOrEqual(limit);
        expect(window.count(at + wait)).toBeLessThan(limit);
      }),
    );
  });

  it('takes up again from what was kept of each bucket', () => {
    fc.assert(
      fc.property(sizes, pauses, fc.integer({ min: 0, max: 600 }), (size, steps, later) => {
        const before = createSlidingWindow(size, begin);
        const kept = new Map<number, number>();
        let at = begin;
        for (const step of steps) {
          at += Math.max(0, step);
          before.add(at);
          const bucket = Math.floor(at / size.bucketMs) * size.bucketMs;
          kept.set(bucket, (kept.get(bucket) ?? 0) + 1);
        }
        const after = createSlidingWindow(size, at + later);
        for (const [bucket, calls] of kept) after.restore(bucket, calls);
        expect(after.count(at + later)).toBe(before.count(at + later));
      }),
    );
  });
});
