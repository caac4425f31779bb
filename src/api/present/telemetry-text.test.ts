import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presentTelemetry } from '../../../test/support/present-telemetry.ts';
import { type GroupName, type Groups, groupNames, groupSchemas } from '../../model/groups.ts';
import { b2bFace, b2cFace, type Place } from './face.ts';
import { b2bLinks, b2cLinks } from './links.ts';
import { createTelemetryText } from './telemetry-text.ts';

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
  fc.constantFrom('}', '{"', '\\', '"extension"', '"instant":{}', ']},{', 'é 𝄞 \u2028', '\n'),
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

const reports = fc.record({
  at: fc.integer({ min: 0, max: 4e12 }),
  groups: anyObjectOf({ properties: groupSchemas as Record<string, JsonSchema> }) as fc.Arbitrary<Groups>,
});
const tellings = fc.record({
  wanted: fc
    .oneof(fc.constant(groupNames), fc.subarray(groupNames))
    .map((names) => new Set<GroupName>(names)),
  seesPosition: fc.boolean(),
  tripId: fc.option(fc.uuid(), { nil: undefined }),
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
  rows: fc.array(reports, { maxLength: 3 }),
  telling: tellings,
  place: fc.constantFrom(...places),
  write: fc.constantFrom(...written),
});

describe('the text of a telemetry', () => {
  it('says what presentTelemetry says, on both faces, for any report and whoever asks', () => {
    fc.assert(
      fc.property(cases, ({ rows, telling, place, write }) => {
        const tell = createTelemetryText(place);
        // Rows come twice: what was kept of the first time must not be told wrong.
        for (const { at, groups } of [...rows, ...rows]) {
          const expected = JSON.stringify(presentTelemetry({ at, groups }, { ...telling, place }));
          expect(JSON.parse(tell({ at, groups: write(groups) }, telling))).toEqual(JSON.parse(expected));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('of a report of which nothing may be seen is its links and its time', () => {
    const telling = { wanted: new Set<GroupName>(), seesPosition: false };
    for (const place of places)
      for (const text of ['{}', '{"kinetic":{"speed":4}}'])
        expect(JSON.parse(createTelemetryText(place)({ at: 0, groups: text }, telling))).toEqual({
          _links: { self: { href: place.links.of('telemetry') }, vehicle: { href: place.links.vehicle } },
          createdAt: '1970-01-01T00:00:00.000Z',
        });
  });
});
