import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../model/report.ts';
import { type PrivacyMode, type PrivacyTimeline, privacyAt, privacyProjection } from './privacy.ts';

type Said = { at: number; mode: PrivacyMode };

function reportOf({ at, mode }: Said): Report {
  const groups = { privacy: { state: mode } };
  return { vehicleId: 1, key: BigInt(at), at, receivedAt: at, source: 'test', groups };
}

/** Steps through what was said, and keeps a history of every second marked as the database would. */
function hear(said: readonly Said[], seconds = 60) {
  const marks: PrivacyMode[] = Array.from({ length: seconds }, () => 'None');
  let timeline: PrivacyTimeline = [];
  for (const one of said) {
    const [next, remarks] = privacyProjection.step(timeline, reportOf(one));
    for (const { from, to, mode } of remarks)
      for (let at = Math.max(0, from); at < Math.min(seconds, to); at += 1) marks[at] = mode;
    timeline = next;
  }
  return { timeline, marks };
}

const modes: PrivacyMode[] = ['None', 'Geolocation', 'Full'];
const anySaid = fc.uniqueArray(
  fc.record({ at: fc.nat(59), mode: fc.constantFrom(...modes) }),
  // No more than are remembered with their repetitions.
  { selector: ({ at }) => at, maxLength: 10 },
);

describe('the privacy of a time', () => {
  it('is what was said last before it, whatever the order in which it was heard', () => {
    const shuffled = anySaid.chain((said) =>
      fc.tuple(fc.constant(said), fc.shuffledSubarray(said, { minLength: said.length })),
    );
    fc.assert(
      fc.property(shuffled, ([said, heard]) => {
        const { timeline, marks } = hear(heard);
        for (let at = 0; at < 60; at += 1) {
          const before = said.filter((one) => one.at <= at).sort((one, other) => other.at - one.at);
          const expected = before[0]?.mode ?? 'None';
          expect([at, privacyAt(timeline, at), marks[at]]).toEqual([at, expected, expected]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is None before anything was said', () => {
    expect(privacyAt([], 5)).toBe('None');
    expect(privacyAt(hear([{ at: 10, mode: 'Full' }]).timeline, 9)).toBe('None');
  });

  it('told late holds until the next time that something was said', () => {
    const { marks } = hear([
      { at: 10, mode: 'Full' },
      { at: 30, mode: 'Full' },
      { at: 20, mode: 'None' },
    ]);
    expect([marks[15], marks[25], marks[35]]).toEqual(['Full', 'None', 'Full']);
  });
});

describe('the timeline', () => {
  it('stays short however often a vehicle repeats itself', () => {
    const said = Array.from({ length: 500 }, (_, at): Said => ({ at, mode: at < 250 ? 'None' : 'Full' }));
    const { timeline } = hear(said, 500);
    expect(timeline.length).toBeLessThan(15);
    expect([privacyAt(timeline, 249), privacyAt(timeline, 250)]).toEqual(['None', 'Full']);
  });

  it('keeps at most a hundred turns', () => {
    const said = Array.from({ length: 300 }, (_, at): Said => ({ at, mode: at % 2 ? 'None' : 'Full' }));
    expect(hear(said, 300).timeline).toHaveLength(100);
  });

  it('is never more open than what was said, however much of that is kept no more', () => {
    const turns = fc.array(fc.constantFrom(...modes), { minLength: 150, maxLength: 250 });
    const late = fc.array(fc.record({ second: fc.nat(249), mode: fc.constantFrom(...modes) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(turns, late, (told, tellings) => {
        const onTime = told.map((mode, index): Said => ({ at: index * 10, mode }));
        const lately = tellings.map(({ second, mode }): Said => ({ at: second * 10 + 5, mode }));
        const { timeline } = hear([...onTime, ...lately], 1);
        const strictness = (mode: PrivacyMode) => modes.indexOf(mode);
        const all = [...onTime, ...lately];
        for (let at = 0; at < told.length * 10; at += 5) {
          const since = Math.max(...all.map((one) => one.at).filter((one) => one <= at));
          const said = all.findLast((one) => one.at === since)?.mode ?? 'None';
          expect(strictness(privacyAt(timeline, at))).toBeGreaterThanOrEqual(strictness(said));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('hides what comes late from an hour that was hidden long ago', () => {
    const said: Said[] = [
      { at: 0, mode: 'None' },
      { at: 10, mode: 'Full' },
      { at: 20, mode: 'None' },
    ];
    const since = Array.from(
      { length: 200 },
      (_, index): Said => ({
        at: 30 + index,
        mode: index % 2 ? 'None' : 'Geolocation',
      }),
    );
    const { timeline } = hear([...said, ...since], 300);
    expect([privacyAt(timeline, 15), privacyAt(timeline, 228)]).toEqual(['Full', 'Geolocation']);
    const retold = privacyProjection.step(timeline, reportOf({ at: 12, mode: 'None' }))[0];
    expect(privacyAt(retold, 15)).toBe('Full');
  });

  it('is the same object when a report says nothing of privacy', () => {
    const { timeline } = hear([{ at: 1, mode: 'Full' }]);
    const silent = { ...reportOf({ at: 2, mode: 'None' }), groups: {} };
    expect(privacyProjection.step(timeline, silent)).toEqual([timeline, []]);
    expect(privacyProjection.step(timeline, silent)[0]).toBe(timeline);
  });
});
