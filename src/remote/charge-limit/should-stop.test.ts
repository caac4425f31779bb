import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Charge, chargeOf, mayReach, shouldStop } from './should-stop.ts';

const charging = (level: number): Charge => ({ level, isCharging: true });
const resting = (level: number): Charge => ({ level, isCharging: false });

describe('a charge', () => {
  it.each<[string, Charge | undefined, Charge | undefined, boolean]>([
    ['reaches the limit', charging(79), charging(80), true],
    ['passes the limit', charging(79), charging(84.5), true],
    ['stays below it', charging(78), charging(79.9), false],
    ['begins beyond it', resting(90), charging(90), true],
    ['is beyond it, and nothing was known before', undefined, charging(90), true],
    ['goes on beyond it, within the same percent', charging(80.1), charging(80.9), false],
    ['goes on beyond it, by another percent', charging(80.9), charging(81), true],
    ['has ended at the limit', charging(79), resting(80), false],
    ['is not told of', charging(79), undefined, false],
  ])('that %s is stopped, or is not', (...[, before, after, isStopped]) => {
    expect(shouldStop(before, after, 80)).toBe(isStopped);
  });

  const charge = fc.record({ level: fc.double({ min: 0, max: 100, noNaN: true }), isCharging: fc.boolean() });

  it('is stopped only where its limit was worth looking up', () => {
    fc.assert(
      fc.property(
        fc.option(charge, { nil: undefined }),
        charge,
        fc.integer({ min: 1, max: 100 }),
        (...all) => {
          const [before, after, limit] = all;
          if (shouldStop(before, after, limit)) expect(mayReach(before, after)).toBe(true);
        },
      ),
    );
  });

  it('that rises step by step is stopped exactly when it first is at the limit', () => {
    const levels = fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 2 });
    fc.assert(
      fc.property(levels, fc.integer({ min: 1, max: 100 }), (told, limit) => {
        const rising = [...told].sort((a, b) => a - b).map(charging);
        const stops = rising.filter((after, index) => shouldStop(rising[index - 1], after, limit));
        expect(stops).toEqual(rising.filter(({ level }) => level >= limit));
      }),
    );
  });
});

describe('what a state tells of a charge', () => {
  const aged = <Value>(value: Value) => ({ value, at: 0, receivedAt: 0, source: 'test' });
  const stateOf = (electric: object) => ({
    projections: { status: { 'energies.Electric': aged({ type: 'Electric' as const, ...electric }) } },
    memory: {},
  });

  it('is its level, and whether it goes on', () => {
    const extension = (status: 'InProgress' | 'Stopped') => ({ electric: { charging: { status } } });
    expect(chargeOf(stateOf({ level: 50, extension: extension('InProgress') }))).toEqual(charging(50));
    expect(chargeOf(stateOf({ level: 50, extension: extension('Stopped') }))).toEqual(resting(50));
    expect(chargeOf(stateOf({ level: 50 }))).toEqual(resting(50));
  });

  it('is nothing where there is no level', () => {
    expect(chargeOf(stateOf({}))).toBeUndefined();
    expect(chargeOf({ projections: {}, memory: {} })).toBeUndefined();
    expect(chargeOf(undefined)).toBeUndefined();
  });
});
