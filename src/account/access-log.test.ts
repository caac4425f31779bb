import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKinds } from '../store/people/access-log.ts';
import { createReadCounts } from './access-log.ts';

const hourMs = 3_600_000;

const read = fc.record({
  userId: fc.integer({ min: 1, max: 3 }),
  clientId: fc.constantFrom('a', 'b'),
  vehicleId: fc.integer({ min: 0, max: 3 }),
  kind: fc.constantFrom(...readKinds),
  now: fc.integer({ min: 0, max: 4 * hourMs }),
});

type Counts = ReturnType<typeof createReadCounts>;
type Read = Parameters<Counts['note']>[0] & Parameters<Counts['note']>[1];
type Row = ReturnType<Counts['take']>[number];

const keyOf = ({ userId, clientId, vehicleId, kind }: Read | Row, hour: number) =>
  [userId, clientId, vehicleId, kind, hour].join();

function add(sums: Map<string, number>, key: string, count: number): void {
  sums.set(key, (sums.get(key) ?? 0) + count);
}

/** Does what the steps say; the answer is everything that was taken. */
function run(counts: Counts, steps: readonly (Read | 'take' | 'put back')[]): Row[] {
  const taken: Row[] = [];
  for (const step of steps) {
    if (step === 'take') taken.push(...counts.take());
    else if (step === 'put back') counts.putBack(counts.take());
    else counts.note(step, step);
  }
  return [...taken, ...counts.take()];
}

describe('createReadCounts', () => {
  it('counts every read once, under its own hour, whatever was taken or put back in between', () => {
    const step = fc.oneof(read, fc.constantFrom('take' as const, 'put back' as const));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const [wanted, found] = [new Map<string, number>(), new Map<string, number>()];
        for (const one of steps)
          if (typeof one !== 'string') add(wanted, keyOf(one, one.now - (one.now % hourMs)), 1);
        for (const row of run(createReadCounts(), steps)) add(found, keyOf(row, row.hour), row.reads);
        expect(found).toEqual(wanted);
      }),
    );
  });

  it('gives one row for each place, with the first and the last time of it', () => {
    const counts = createReadCounts();
    const reader = { userId: 1, clientId: 'a' };
    for (const now of [10, 30, hourMs + 5, 20]) counts.note(reader, { vehicleId: 7, kind: 'trips', now });
    const rows = counts.take();
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual({
      ...reader,
      vehicleId: 7,
      kind: 'trips',
      hour: 0,
      firstAt: 10,
      lastAt: 30,
      reads: 3,
    });
  });
});
