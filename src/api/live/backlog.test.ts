import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBacklog, type Taken } from './backlog.ts';

/** What became the newest of a vehicle: by group, the number of the item that told it last. */
type Item = { key: string; number: number; groups: Record<string, number> };

const merge = (older: Item, newer: Item): Item => ({
  ...newer,
  groups: { ...older.groups, ...newer.groups },
});
const bounds = { free: 5, keysMax: 100, merge };

const pushed = fc.array(
  fc.record({ key: fc.constantFrom('a', 'b', 'c'), group: fc.constantFrom('x', 'y'), isTaken: fc.boolean() }),
  { maxLength: 200 },
);

/** Items are pushed one after another; now and then the reader takes one. */
function run(steps: { key: string; group: string; isTaken: boolean }[], isSlow: boolean) {
  const backlog = createBacklog<Item>(bounds);
  const taken: Taken<Item>[] = [];
  const take = () => {
    const one = backlog.shift();
    if (one) taken.push(one);
    return one;
  };
  for (const [number, { key, group, isTaken }] of steps.entries()) {
    backlog.push({ key, number, groups: { [group]: number } });
    if (isTaken || !isSlow) take();
  }
  while (take());
  return taken;
}

/** What a reader knows in the end. */
function knownOf(items: readonly Pick<Item, 'key' | 'groups'>[]) {
  const known: Record<string, Record<string, number>> = {};
  for (const { key, groups } of items) known[key] = { ...known[key], ...groups };
  return known;
}

describe('what waits for a reader', () => {
  it('is taken as it came by one who keeps up', () => {
    fc.assert(
      fc.property(pushed, (steps) => {
        expect(run(steps, false).map(({ item }) => item.number)).toEqual(steps.map((_, index) => index));
      }),
    );
  });

  it('leaves one who is slow with the same knowledge in the end, in an order that never goes back', () => {
    fc.assert(
      fc.property(pushed, (steps) => {
        const taken = run(steps, true).map(({ item }) => item);
        const all = steps.map(({ key, group }, number) => ({ key, groups: { [group]: number } }));
        expect(knownOf(taken)).toEqual(knownOf(all));
        const numbers = taken.map(({ number }) => number);
        expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
      }),
    );
  });

  it('leaves one who breaks off nothing to miss after the last item that was whole', () => {
    const step = (key: string, group: string, isTaken = false) => ({ key, group, isTaken });
    // Something older waits as a part of something newer.
    const merged = [step('a', 'x', true), step('a', 'x'), step('b', 'x'), step('a', 'x')];
    merged.push(step('a', 'y'), step('c', 'x'), step('a', 'x'));
    fc.assert(
      fc.property(pushed, fc.nat(200), (steps, count) => {
        const got = run(steps, true).slice(0, count);
        const taken = got.map(({ item }) => item);
        const last = got.findLast(({ isWhole }) => isWhole)?.item.number ?? -1;
        const later = steps.flatMap(({ key, group }, number) =>
          number > last ? [{ key, groups: { [group]: number } }] : [],
        );
        const all = steps.map(({ key, group }, number) => ({ key, groups: { [group]: number } }));
        expect(knownOf([...taken, ...later])).toEqual(knownOf(all));
      }),
      { examples: [[merged, 3]] },
    );
  });

  it('is bounded, and says so when it was too much', () => {
    const backlog = createBacklog<Item>({ free: 5, keysMax: 10, merge });
    for (let number = 0; number < 1000; number += 1)
      backlog.push({ key: String(number % 10), number, groups: {} });
    expect(backlog.takeOverflow()).toBe(false);
    let count = 0;
    while (backlog.shift()) count += 1;
    expect(count).toBeLessThanOrEqual(21);
    for (let number = 0; number < 1000; number += 1)
      backlog.push({ key: String(number), number, groups: {} });
    expect([backlog.takeOverflow(), backlog.takeOverflow()]).toEqual([true, false]);
  });
});
