import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../errors.ts';
import { keptUntil, readTimestamps, windowsWithin } from './timestamps.ts';

const now = Date.parse('2026-05-10T00:00:00Z');
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const kept = keptUntil(now, 200 * dayMs);
const iso = (epochMs: number) => new Date(epochMs).toISOString();

/** A range as text, and the plainest way to say whether a moment lies in it. */
type Range = { text: string; holds(moment: number): boolean };

const moment = fc.integer({ min: -240, max: 240 }).map((hours) => now + hours * hourMs);
const lasting = fc.integer({ min: 1, max: 60 });
const within = (from: number, to: number) => (at: number) => at >= from && at <= to;

const anyRange: fc.Arbitrary<Range> = fc.oneof(
  fc
    .tuple(moment, moment)
    .map(([from, to]) => ({ text: `${iso(from)}/${iso(to)}`, holds: within(from, to) })),
  fc.tuple(moment, lasting).map(([from, hours]) => ({
    text: `${iso(from)}/PT${hours}H`,
    holds: within(from, from + hours * hourMs),
  })),
  moment.map((from) => ({ text: `${iso(from)}/`, holds: within(from, now) })),
  moment.map((to) => ({ text: `/${iso(to)}`, holds: within(Number.NEGATIVE_INFINITY, to) })),
  fc
    .record({ count: fc.option(fc.nat(12)), from: moment, every: lasting, length: fc.option(fc.nat(60)) })
    .map(repeated),
);

type Repeated = { count: number | null; from: number; every: number; length: number | null };

function repeated({ count, from, every, length }: Repeated): Range {
  const tail = length === null ? '' : `/PT${length}H`;
  return {
    text: `R${count ?? ''}/${iso(from)}/PT${every}H${tail}`,
    // Windows that begin in the future hold nothing that has happened.
    holds: (at) =>
      Array.from({ length: count ?? 1000 }, (_, index) => from + index * every * hourMs).some(
        (begins) => begins <= now && within(begins, begins + (length ?? 24) * hourMs)(at),
      ),
  };
}

describe('readTimestamps', () => {
  it('finds what a naive reading of the ranges finds, in windows that are disjoint and in order', () => {
    fc.assert(
      fc.property(
        fc.array(anyRange, { minLength: 1, maxLength: 10 }),
        fc.array(moment),
        (ranges, moments) => {
          const windows = readTimestamps(
            ranges.map(({ text }) => text),
            kept,
          );
          for (const at of moments)
            expect(windows.some(({ from, to }) => within(from, to)(at))).toBe(
              ranges.some(({ holds }) => holds(at)),
            );
          windows.forEach(({ from, to }, index) => {
            expect(from).toBeLessThanOrEqual(to);
            if (index > 0) expect(from).toBeGreaterThan(windows[index - 1]?.to ?? 0);
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads commas and repeated parameters alike', () => {
    const [one, other] = ['2026-01-01T00:00:00Z/P1D', '2026-02-01T00:00:00Z/P1D'];
    expect(readTimestamps([`${one},${other}`], kept)).toEqual(readTimestamps([one, other], kept));
  });

  it.each([
    ['2026-05-01T02:00:00+02:00/PT1H', '2026-05-01T00:00:00Z'],
    ['2026-05-01T02:00:00 02:00/PT1H', '2026-05-01T00:00:00Z'],
    ['2026-05-01T00:00:00-00:00/PT1H', '2026-05-01T00:00:00Z'],
    ['2026-05-01t00:00:00z/PT1H', '2026-05-01T00:00:00Z'],
    ['2026-05-01T00:00:00.250Z/PT1H', '2026-05-01T00:00:00.250Z'],
  ])('%s begins at %s', (text, begins) => {
    expect(readTimestamps([text], kept)[0]?.from).toBe(Date.parse(begins));
  });

  it.each([
    ['P6H', 6],
    ['PT6H', 6],
    ['P1DT6H', 30],
    ['P1D6H', 30],
    ['P1W', 168],
    ['PT90M', 1.5],
    ['PT36S', 0.01],
  ])('%s lasts %d hours', (duration, hours) => {
    const [window] = readTimestamps([`2026-05-01T00:00:00Z/${duration}`], kept);
    expect((window?.to ?? 0) - (window?.from ?? 0)).toBe(hours * hourMs);
  });

  it('repeats by the calendar where the period is one of the calendar', () => {
    const windows = readTimestamps(['R3/2026-01-31T00:00:00Z/P1M/PT1H'], kept);
    expect(windows.map(({ from }) => iso(from).slice(0, 10))).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
    ]);
  });

  it.each([
    [''],
    ['/'],
    ['//'],
    ['2026-01-01T00:00:00Z'],
    ['2026-01-01'],
    ['2026-02-30T00:00:00Z/'],
    ['2026-01-01T00:00:00Z/PT'],
    ['2026-01-01T00:00:00Z/P'],
    ['P1D/2026-01-01T00:00:00Z'],
    ['/P1D'],
    ['R/2026-01-01T00:00:00Z/PT0S'],
    ['R2/2026-01-01T00:00:00Z'],
    ['R2/2026-01-01T00:00:00Z/P1D/P1D/P1D'],
    ['Rx/2026-01-01T00:00:00Z/P1D'],
    ['R/2000-01-01T00:00:00Z/PT1S'],
    ['1;drop table/'],
  ])('refuses %j', (text) => {
    expect(() => readTimestamps([text], kept)).toThrow(ApiError);
  });

  it('refuses more than ten ranges', () => {
    const range = '2026-01-01T00:00:00Z/P1D';
    expect(readTimestamps(Array(10).fill(range), kept)).toHaveLength(1);
    expect(() => readTimestamps(Array(11).fill(range), kept)).toThrow('11 ranges');
  });

  it('repeats from long ago until now, in the windows of which something can be kept', () => {
    const ofTwoMonths = keptUntil(now, 62 * dayMs);
    for (const text of ['R/2026-03-09T00:00:00Z/PT1H/PT10M', 'R/1000-01-01T00:00:00Z/PT1H/PT10M']) {
      const windows = readTimestamps([text], ofTwoMonths);
      expect(windows).toHaveLength(62 * 24 + 1);
      expect(windows[0]).toEqual({ from: now - 62 * dayMs, to: now - 62 * dayMs + hourMs / 6 });
      expect(windows.at(-1)).toEqual({ from: now, to: now + hourMs / 6 });
    }
    const monthly = readTimestamps(['R/0001-01-31T00:00:00Z/P1M/P1D'], ofTwoMonths);
    expect(monthly.map(({ from }) => iso(from).slice(0, 10))).toEqual(['2026-03-31', '2026-04-30']);
    expect(readTimestamps(['R3/2025-01-01T00:00:00Z/P1D/PT1H'], ofTwoMonths)).toEqual([]);
  });

  it('has a limit to the windows of all ranges together', () => {
    const half = 'R1000/2026-05-01T00:00:00Z/PT1M/PT1S';
    expect(readTimestamps([half], kept)).toHaveLength(1000);
    expect(() => readTimestamps([half, half, half], kept)).toThrow('more than 2000 windows');
  });

  it('never throws anything but an ApiError, whatever it is given', () => {
    const piece = fc.constantFrom(
      'R',
      'R5',
      '/',
      'P',
      'T',
      '1',
      'D',
      'H',
      'Z',
      '2026-01-01T00:00:00Z',
      ' ',
      '-',
      'P1D',
      '9'.repeat(20),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        try {
          readTimestamps([pieces.join('')], kept);
        } catch (error) {
          expect(error).toBeInstanceOf(ApiError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('windows within another one', () => {
  it('hold what both hold', () => {
    const ranges = fc.array(anyRange, { minLength: 1, maxLength: 5 });
    const scenario = fc.record({ ranges, one: moment, other: moment, at: moment });
    fc.assert(
      fc.property(scenario, ({ ranges: given, one, other, at }) => {
        const outer = { from: Math.min(one, other), to: Math.max(one, other) };
        const texts = given.map(({ text }) => text);
        const windows = readTimestamps(texts, kept);
        const holds = (some: readonly { from: number; to: number }[]) =>
          some.some(({ from, to }) => from <= at && at <= to);
        expect(holds(windowsWithin(windows, outer))).toBe(holds(windows) && holds([outer]));
      }),
    );
  });
});
