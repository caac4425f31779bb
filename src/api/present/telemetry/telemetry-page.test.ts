import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GroupName, type Groups, groupNames, groupSchemas } from '../../../model/groups.ts';
import { b2bFace, b2cFace, type Place } from '../face.ts';
import { b2bLinks, b2cLinks } from '../links.ts';
import type { PrivacyMode } from '../visibility.ts';
import { createTelemetryPage } from './telemetry-page.ts';
import { presentTelemetry } from './telemetry-row.ts';

type JsonSchema = {
  type?: string;
  enum?: readonly string[];
  format?: string;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  items?: JsonSchema;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
};

/** No group has free text today: these are for the day one has. */
const nasty = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('}', '{"', '\\', '":12,"', '-1e9', '\\"7', '$1', ']},{', 'é 𝄞 \u2028', '\n', '\u0000'),
);

/** Any value of a schema of the model. */
function anyOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return anyObjectOf(schema);
    case 'array':
      return fc.array(anyOf(schema.items!), { minLength: schema.minItems ?? 0, maxLength: 4 });
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return nasty;
    default:
      throw new TypeError(`no values of ${JSON.stringify(schema)}`);
  }
}

/** Its fields in any order, and those that are optional not always. */
function anyObjectOf({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<object> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, anyOf(one)]));
  return fc
    .tuple(fc.record(fields, { requiredKeys: [...required] }), fc.infiniteStream(fc.nat()))
    .map(([object, order]) => {
      const keyed = Object.entries(object).map((entry) => ({ entry, place: order.next().value }));
      return Object.fromEntries(keyed.sort((a, b) => a.place - b.place).map(({ entry }) => entry));
    });
}

const anyGroups = anyObjectOf({
  properties: groupSchemas as Record<string, JsonSchema>,
}) as fc.Arbitrary<Groups>;

/** The same with other numbers: what the next reports of a vehicle are like. */
function renumbered<Value>(value: Value, next: () => number): Value {
  if (typeof value === 'number') return next() as Value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => renumbered(one, next)) as Value;
  const entries = Object.entries(value).map(([name, one]) => [name, renumbered(one, next)]);
  return Object.fromEntries(entries) as Value;
}

const numbers = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e21, 5e-324, -1.5e300, 0.1, 999, 1000),
);

const modes: PrivacyMode[] = ['None', 'Geolocation', 'Full'];
const rowsOf = (groups: Groups) =>
  fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 4e12 }),
      privacy: fc.constantFrom(...modes),
      tripId: fc.option(fc.uuid(), { nil: undefined }),
      groups: fc.infiniteStream(numbers).map((some) => renumbered(groups, () => some.next().value)),
    }),
    { minLength: 1, maxLength: 8 },
  );

/** Rows of a few forms, in any order. */
const pages = fc
  .array(anyGroups.chain(rowsOf), { maxLength: 4 })
  .chain((forms) => fc.shuffledSubarray(forms.flat(), { minLength: forms.flat().length }));

const tellings = fc.record({
  wanted: fc
    .oneof(fc.constant(groupNames), fc.subarray(groupNames))
    .map((names) => new Set<GroupName>(names)),
  seesPosition: fc.boolean(),
});
const vin = 'VF30A000000000001';
const places: Place[] = [
  { face: b2cFace, links: b2cLinks('https://roadwire.example.org').vehicle('a1'), vin },
  { face: b2bFace, links: b2bLinks('https://roadwire.example.org').fleet('f1').vehicle('a1'), vin },
];

/** As rows are written now, and as they were when the database kept its own form of JSON. */
const written: ((groups: Groups) => string)[] = [
  (given) => JSON.stringify(given),
  (given) => JSON.stringify(given, undefined, 1).replaceAll(/\n */g, ' '),
];

const cases = fc.record({
  rows: pages,
  tellingIn: fc.record({ None: tellings, Geolocation: tellings, Full: tellings }),
  place: fc.constantFrom(...places),
  write: fc.constantFrom(...written),
});

describe('a page of telemetries', () => {
  it('says of each row what presentTelemetry says, on both faces, for any reports and whoever asks', () => {
    fc.assert(
      fc.property(cases, ({ rows, tellingIn, place, write }) => {
        const tell = createTelemetryPage(place, (mode) => tellingIn[mode]);
        for (const { at, privacy, tripId, groups } of rows) {
          const telling = { ...tellingIn[privacy], tripId, place };
          const text = tell({ at, privacy, tripId, groups: write(groups) });
          expect(text).toBe(JSON.stringify(presentTelemetry({ at, groups }, telling)));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('of a report of which nothing may be seen is its links and its time', () => {
    const telling = { wanted: new Set<GroupName>(), seesPosition: false };
    for (const place of places) {
      const tell = createTelemetryPage(place, () => telling);
      for (const groups of ['{}', '{}', '{}', '{"kinetic":{"speed":4}}'])
        expect(JSON.parse(tell({ at: 0, privacy: 'None', groups, tripId: undefined }))).toEqual({
          _links: { self: { href: place.links.of('telemetry') }, vehicle: { href: place.links.vehicle } },
          createdAt: '1970-01-01T00:00:00.000Z',
        });
    }
  });
});
