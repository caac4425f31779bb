import { expect, it } from 'vitest';
import { createQueue } from './queue.ts';
import type { Work } from './work.ts';

const answered: Work = { kind: 'result', vehicleId: 1, publicId: 'a1', result: { status: 'Success' } };
const look: Work = { kind: 'look', vehicleId: 1, isBack: false, isResumed: false };

it('takes so much and no more, and of what vehicles answer half of it', () => {
  const queue = createQueue(4);
  expect([answered, answered, answered].map((work) => queue.add(work) !== undefined)).toEqual([
    true,
    true,
    false,
  ]);
  expect([look, look, look].map((work) => queue.add(work) !== undefined)).toEqual([true, true, false]);
  expect(queue.take(10)).toHaveLength(4);
  expect(queue.add(answered)).toBeDefined();
});

it('takes a hint that waits already once, and again when it was taken', () => {
  const queue = createQueue(4);
  queue.hint(look);
  queue.hint(look);
  expect(queue.take(10)).toHaveLength(1);
  queue.hint(look);
  expect(queue.take(10)).toHaveLength(1);
});
