import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDateTimes } from './date-times.ts';

const lastMs = 8_640_000_000_000_000;
const times = fc.oneof(
  fc.integer({ min: 1_790_000_000_000, max: 1_790_000_000_000 + 200_000_000 }),
  fc.integer({ min: -lastMs, max: lastMs }),
  fc.constantFrom(0, -1, 86_399_999, 86_400_000, lastMs, -lastMs),
);

it('writes times as toISOString does, in any order', () => {
  fc.assert(
    fc.property(fc.array(times), (some) => {
      expect(some.map(createDateTimes())).toEqual(some.map((at) => new Date(at).toISOString()));
    }),
  );
});
