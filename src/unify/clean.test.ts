import fc from 'fast-check';
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { type GroupName, groupNames, groupSchemas } from '../model/groups.ts';
import { DateTime, Duration, oneOf, partial } from '../model/schema.ts';
import { cleanerOf } from './clean.ts';

/** The cleaned value, and what was said of it. */
function clean(schema: Parameters<typeof cleanerOf>[0], value: unknown) {
  const refused: string[] = [];
  const kept = cleanerOf(schema, 'x')(value, (path, reason) => refused.push(`${path}: ${reason}`));
  return { kept, refused };
}

const kept = (value: unknown) => ({ kept: value, refused: [] });
const refused = (...reasons: string[]) => ({ kept: undefined, refused: reasons });

describe('a value', () => {
  const Speed = Type.Number({ minimum: -50, maximum: 450 });
  const Whole = Type.Integer({ minimum: 0, maximum: 360 });

  it.each([
    [Speed, 450, kept(450)],
    [Speed, 450.1, refused('x: range')],
    [Speed, Number.NaN, refused('x: range')],
    [Speed, Number.POSITIVE_INFINITY, refused('x: range')],
    [Speed, '50', refused('x: type')],
    [Speed, null, refused('x: type')],
    [Whole, 90.6, kept(91)],
    [Whole, 360.4, kept(360)],
    [Whole, 360.5, refused('x: range')],
    [Type.Boolean(), false, kept(false)],
    [Type.Boolean(), 0, refused('x: type')],
    [oneOf(['Start', 'Stop']), 'Stop', kept('Stop')],
    [oneOf(['Start', 'Stop']), 'stop', refused('x: range')],
    [oneOf(['Start', 'Stop']), 1, refused('x: type')],
    [Duration, 'PT7H30M', kept('PT7H30M')],
    [Duration, 'P1DT2H', kept('P1DT2H')],
    [Duration, 'PT', refused('x: range')],
    [Duration, '7h', refused('x: range')],
    [Duration, `PT${'9'.repeat(40)}H`, refused('x: range')],
    [DateTime, '2026-05-04T09:15:02+02:00', kept('2026-05-04T07:15:02.000Z')],
    [DateTime, '2026-05-04', refused('x: range')],
    [DateTime, '2026-13-04T09:15:02Z', refused('x: range')],
  ])('%# is kept or refused as its schema says', (schema, value, expected) => {
    expect(clean(schema, value)).toEqual(expected);
  });
});

describe('an object', () => {
  const Position = Type.Object({
    lon: Type.Number(),
    lat: Type.Number({ maximum: 90 }),
    alt: Type.Optional(Type.Number()),
  });

  it('keeps the fields that fit', () => {
    expect(clean(Position, { lon: 1, lat: 2, alt: 'high', colour: 'red' })).toEqual({
      kept: { lon: 1, lat: 2 },
      refused: ['x.alt: type', 'x: unknown'],
    });
  });

  it('goes when a field that it needs is missing or refused', () => {
    expect(clean(Position, { lon: 1 })).toEqual(refused('x.lat: required'));
    expect(clean(Position, { lon: 1, lat: 91 })).toEqual(refused('x.lat: range', 'x.lat: required'));
  });

  it('of optional fields goes when none is left', () => {
    const Kinetic = partial({ speed: Type.Number(), moving: Type.Boolean() });
    expect(clean(Kinetic, {})).toEqual(refused());
    expect(clean(Kinetic, { speed: 'fast' })).toEqual(refused('x.speed: type'));
  });

  it.each([[null], ['text'], [7], [[]], [undefined]])('is not %j', (value) => {
    expect(clean(Position, value)).toEqual(refused('x: type'));
  });

  it('has no fields that its prototype has', () => {
    const hostile = JSON.parse('{"__proto__":{"lon":1,"lat":2},"constructor":1,"lon":5,"lat":6}');
    expect(clean(Position, hostile).kept).toEqual({ lon: 5, lat: 6 });
  });
});

describe('an array', () => {
  const Days = Type.Array(oneOf(['Mon', 'Tue']), { maxItems: 3 });

  it('keeps the elements that fit', () => {
    expect(clean(Days, ['Mon', 'Fri', 'Tue'])).toEqual({ kept: ['Mon', 'Tue'], refused: ['x: range'] });
  });

  it('may be empty, but not by refusals', () => {
    expect(clean(Days, [])).toEqual(kept([]));
    expect(clean(Days, ['Fri'])).toEqual(refused('x: range'));
  });

  it('is refused as a whole when it is too long', () => {
    expect(clean(Days, ['Mon', 'Mon', 'Mon', 'Mon'])).toEqual(refused('x: range'));
  });
});

describe('every group of the model', () => {
  it('cleans anything without an error, and what it keeps it keeps again, unchanged and without a word', () => {
    const cleaners = new Map(groupNames.map((name) => [name, cleanerOf(groupSchemas[name], name)]));
    fc.assert(
      fc.property(
        fc.constantFrom<GroupName>(...groupNames),
        fc.jsonValue(),
        fc.nat(3),
        (name, junk, depth) => {
          const { properties } = groupSchemas[name] as unknown as { properties: Record<string, object> };
          const [field = 'x'] = Object.keys(properties);
          const value = [junk, { [field]: junk }, { ...spread(junk), [field]: 5 }, [junk]][depth];
          const cleaner = cleaners.get(name);
          const once = cleaner?.(value, () => undefined);
          if (once === undefined) return;
          expect(cleaner?.(once, (path, reason) => expect.fail(`${path}: ${reason}`))).toEqual(once);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

const spread = (value: unknown) => (typeof value === 'object' && value !== null ? value : {});
