import { describe, expect, it } from 'vitest';
import { remembering } from './remember.ts';

/** A look-up that counts, with a clock and what was told of changes. */
function counting({ isThere = true } = {}) {
  const seen = { now: 1_000_000, changedAt: 0 as number | undefined, looks: 0 };
  const look = remembering(
    async () => {
      seen.looks += 1;
      return isThere ? 'found' : undefined;
    },
    {
      clock: { now: () => seen.now },
      max: 10,
      changes: { lastAt: async () => seen.changedAt, stop: async () => undefined },
    },
  );
  /** How often it was looked up once so much later. */
  const later = async (ms: number) => {
    seen.now += ms;
    await look('key');
    return seen.looks;
  };
  return { seen, look, later };
}

describe('what is remembered', () => {
  it('is good for a minute while nothing changes', async () => {
    const { later } = counting();
    expect([await later(0), await later(10_000), await later(49_999), await later(1)]).toEqual([1, 1, 1, 2]);
  });

  it('is looked up again after a second when something has changed', async () => {
    const { seen, later } = counting();
    await later(0);
    seen.changedAt = seen.now;
    expect([await later(999), await later(1), await later(5000)]).toEqual([1, 2, 2]);
  });

  it('is good for a second only where it is not known whether anything has changed', async () => {
    const { seen, later } = counting();
    seen.changedAt = undefined;
    expect([await later(0), await later(999), await later(1), await later(1000)]).toEqual([1, 1, 2, 3]);
  });

  it('and was not there is good for a second: what is new is told to nobody', async () => {
    const { look, seen } = counting({ isThere: false });
    for (const ms of [0, 999, 1]) {
      seen.now += ms;
      await look('key');
    }
    expect(seen.looks).toBe(2);
  });

  it('is looked up at once when it is to be forgotten', async () => {
    const { look, later } = counting();
    await later(0);
    look.forget();
    expect(await later(0)).toBe(2);
  });

  it('is looked up again when the clock went back', async () => {
    const { later } = counting();
    await later(0);
    expect(await later(-5000)).toBe(2);
  });
});
