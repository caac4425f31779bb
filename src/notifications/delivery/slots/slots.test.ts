import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlaces } from './places.ts';
import { createSlots, type Slot } from './slots.ts';
import { createSlowness } from './slowness.ts';

const never = new AbortController().signal;

/** Those who were given a place, in order, and their places. */
function crowd(max: { quick: number; slow: number }) {
  const slots = createSlots(max);
  const given: { owner: string; slot: Slot }[] = [];
  return {
    slots,
    given,
    of: (owner: string) => given.filter((one) => one.owner === owner),
    async come(owner: string, { count = 1, isSlow = false } = {}) {
      for (let left = count; left > 0; left -= 1)
        void slots.take({ owner, isSlow }, never).then((slot) => slot && given.push({ owner, slot }));
      await settled();
    },
  };
}

/** Whoever was admitted knows it. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('places', () => {
  it('are for everybody, although one owner has hundreds of slow targets', async () => {
    const { come, of, slots } = crowd({ quick: 16, slow: 32 });
    await come('many', { count: 500 });
    expect(of('many')).toHaveLength(8);
    for (let turns = 0; turns < 20; turns += 1) {
      for (const { slot } of of('many')) slot.demote();
      await settled();
      await come(`other ${turns}`);
      expect(of(`other ${turns}`)).toHaveLength(1);
      of(`other ${turns}`)[0]?.slot.release();
    }
    // Their share of both, and one after the other that is tried although so many are slow.
    expect(of('many').length).toBeLessThanOrEqual(8 + 8 + 20);
    expect(slots.taken()).toBe(of('many').length);
  });

  it('are for everybody, although many owners have slow targets', async () => {
    const { come, of, given } = crowd({ quick: 4, slow: 8 });
    for (let owner = 0; owner < 50; owner += 1) await come(`slow ${owner}`, { count: 10 });
    await come('victim');
    expect(of('victim')).toHaveLength(0);
    // A place is left by whoever turns out to be slow, also when all slow places are taken.
    for (let turns = 0; turns < 50 && of('victim').length === 0; turns += 1) {
      for (const { slot } of given) slot.demote();
      await settled();
    }
    expect(of('victim')).toHaveLength(1);
    expect(of('slow 0').length).toBeLessThanOrEqual(3);
  });

  it('of those that are known to be slow keep nobody else waiting', async () => {
    const { come, of } = crowd({ quick: 4, slow: 8 });
    await come('many', { count: 100, isSlow: true });
    expect(of('many')).toHaveLength(2);
    await come('other', { isSlow: true });
    expect(of('other')).toHaveLength(1);
    await come('many');
    expect(of('many')).toHaveLength(3);
    await come('many');
    expect(of('many')).toHaveLength(3);
    of('many')[0]?.slot.release();
    await settled();
    // The next slow one.
    expect(of('many')).toHaveLength(4);
  });

  it('are given to nobody who waits when it ends', async () => {
    const slots = createSlots({ quick: 1, slow: 1 });
    const ending = new AbortController();
    const wish = { owner: 'a', isSlow: false };
    const first = await slots.take(wish, ending.signal);
    const second = slots.take(wish, ending.signal);
    ending.abort();
    expect(await second).toBeUndefined();
    expect(await slots.take(wish, ending.signal)).toBeUndefined();
    first?.release();
    expect(slots.taken()).toBe(0);
  });

  type Step = { kind: 'ask' | 'free' | 'force' | 'leave'; owner: number };
  const kinds = ['ask', 'ask', 'free', 'force', 'leave'] as const;
  const steps = fc.array(fc.record<Step>({ kind: fc.constantFrom(...kinds), owner: fc.nat(4) }), {
    maxLength: 200,
  });
  const some = fc.integer({ min: 1, max: 8 });

  /** Owners with what they have and want, who hold the places to what they promise. */
  function owners(max: number, each: number) {
    const places = createPlaces({ max, eachMax: () => each });
    const all = Array.from({ length: 5 }, (_, index) => ({
      name: `owner ${index}`,
      has: 0,
      waits: [] as (() => void)[],
    }));
    type Owner = (typeof all)[number];
    const act: Record<Step['kind'], (owner: Owner) => void> = {
      ask(owner) {
        const admit = () => {
          owner.waits = owner.waits.filter((one) => one !== admit);
          owner.has += 1;
          expect(places.taken()).toBeLessThanOrEqual(max);
          expect(places.takenBy(owner.name)).toBeLessThanOrEqual(each);
        };
        owner.waits.push(admit);
        places.ask(owner.name, admit);
      },
      free(owner) {
        if (owner.has === 0) return;
        owner.has -= 1;
        places.free(owner.name);
      },
      force(owner) {
        owner.has += 1;
        places.force(owner.name);
      },
      leave(owner) {
        const first = owner.waits.shift();
        if (first) places.leave(owner.name, first);
      },
    };
    return { places, all, step: ({ kind, owner }: Step) => all[owner] && act[kind](all[owner]) };
  }

  it('are never more than there are, nor idle while somebody may have one', () => {
    fc.assert(
      fc.property(steps, some, some, (taken, max, each) => {
        const { places, all, step } = owners(max, each);
        for (const one of taken) {
          step(one);
          const inAll = all.reduce((sum, { has }) => sum + has, 0);
          expect(places.taken()).toBe(inAll);
          const idle = all.filter(({ has, waits }) => waits.length > 0 && has < each);
          expect(inAll >= max || idle.length === 0).toBe(true);
        }
      }),
    );
  });
});

describe('slowness', () => {
  it('is remembered for some minutes, unless the callback is changed', () => {
    let now = 0;
    const slowness = createSlowness(() => now);
    for (const callbackId of [1, 2]) slowness.note(callbackId);
    slowness.forget(2);
    now = 4 * 60_000;
    expect([1, 2, 3].map(slowness.has)).toEqual([true, false, false]);
    slowness.note(1);
    now = 8 * 60_000;
    expect(slowness.has(1)).toBe(true);
    now = 10 * 60_000;
    expect(slowness.has(1)).toBe(false);
  });
});
