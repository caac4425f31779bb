import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRow } from './check-row.ts';
import { readRows } from './read-rows.ts';

const word = fc.stringMatching(/^[^\p{Cc}\s]([^\p{Cc}]{0,20}[^\p{Cc}\s])?$/u);
const row = fc.record(
  {
    vin: fc.stringMatching(/^[A-Z0-9]{5,17}$/),
    motorization: fc.constantFrom('Electric', 'Hybrid', 'Thermic', 'Hydrogen'),
    generation: fc.constantFrom('1', '2'),
    brand: word,
    label: word,
    owner: fc.constant('ada@example.org'),
    fleet: fc.stringMatching(/^[a-f0-9]{24}$/),
    remote: fc.constantFrom('door', 'door horn'),
  },
  { requiredKeys: ['vin'] },
);

const names = [
  'vin',
  'motorization',
  'generation',
  'brand',
  'label',
  'pictures',
  'owner',
  'fleet',
  'data',
  'remote',
];
const deep = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;
const odd = fc.oneof(
  fc.anything().map((given) => JSON.parse(JSON.stringify([given])) as unknown),
  fc.jsonValue(),
  fc.constant(deep(200_000)),
  fc.dictionary(fc.constantFrom('toString', 'valueOf', 'toJSON', 'length', 'name'), fc.jsonValue()),
  fc.array(fc.constantFrom('Electric', '1', 'door', 'https://a.example', 1), { maxLength: 3 }),
);

describe('rows of a file', () => {
  it('say the same in CSV, JSON and JSON lines', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 10 }), (rows) => {
        const checked = (body: unknown, type: string) => readRows(body, type).map(checkRow);
        const columns = ['vin', 'motorization', 'generation', 'brand', 'label', 'owner', 'fleet', 'remote'];
        const csv = stringify(rows, { header: true, columns });
        const lines = rows.map((one) => JSON.stringify(one)).join('\n');
        const fromJson = checked(rows, 'application/json');
        expect(checked(csv, 'text/csv')).toEqual(fromJson);
        expect(checked(lines, 'application/x-ndjson; charset=utf-8')).toEqual(fromJson);
      }),
    );
  });

  it('that are anything at all are told apart into good and refused, without an error', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (rows) => {
        const json = JSON.parse(JSON.stringify(rows)) as unknown[];
        for (const checked of readRows(json, 'application/json').map(checkRow))
          expect('row' in checked || checked.fault.expected.length > 0).toBe(true);
      }),
    );
  });

  it('that have anything at all in a column that there is are refused where it is neither text nor number', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), odd, (name, value) => {
        const [checked] = readRows([{ vin: 'VR1ABC', [name]: value }], 'application/json').map(checkRow);
        const isPlain = ['string', 'number'].includes(typeof value) || value === null;
        const mayBeList = ['pictures', 'data', 'remote'].includes(name) && Array.isArray(value);
        if (!isPlain && !mayBeList) expect(checked).toMatchObject({ fault: { field: name } });
        if (checked && 'fault' in checked) expect(checked.fault.value).toMatch(/^.{0,100}$/su);
      }),
    );
  });

  it('of CSV are as many as the lines, whatever quotes are in them', () => {
    const line = fc.stringMatching(/^[a-c",; ]{1,12}$/);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        expect(readRows(['vin,label', ...lines].join('\n'), 'text/csv')).toHaveLength(lines.length);
      }),
    );
  });

  it('of JSON lines are all read, however many lines between them are empty', () => {
    const text = Array.from({ length: 3 }, (_, index) => `{"vin":"VR1LINE${index}"}`).join(
      '\n \n'.repeat(6000),
    );
    expect(readRows(text, 'application/x-ndjson')).toHaveLength(3);
  });

  it.each([
    ['a mark of the byte order, spaces and empty lines', '\uFEFFvin , label\r\n\r\n VR1ABC , x \r\n'],
    ['tabs', 'vin\tlabel\nVR1ABC\tx'],
    ['semicolons', 'VIN;LABEL\nvr1abc;x\n'],
    ['an old Mac', 'vin,label\rVR1ABC,x'],
  ])('are read with %s', (_, text) => {
    expect(readRows(text, 'text/csv').map(checkRow)).toEqual([{ row: { vin: 'VR1ABC', label: 'x' } }]);
  });
});
