import type { Clock } from '../../src/lib/clock.ts';

export type TestClock = Clock & {
  /** Moves on, or back. The clock keeps running. */
  advance(milliseconds: number): void;
};

/** The real time until it is moved. */
export function createTestClock(): TestClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    advance(milliseconds) {
      offset += milliseconds;
    },
  };
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** RFC 3339, UTC. */
export function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
