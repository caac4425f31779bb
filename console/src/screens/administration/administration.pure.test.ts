import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, changesOf, type Field, initialValues } from './blocks/field.ts';
import { mayDo } from './blocks/role.ts';
import { sparkPoints } from './health/spark-line.ts';
import { formatOf, secretsCsv } from './import/format.ts';
import { differences } from './parts/differences.ts';
import { readBytes } from './parts/read-bytes.ts';
import { tryCommand } from './parts/try-command.ts';

const fields: Field[] = [
  { name: 'label', label: 'Label', kind: 'text', initial: 'Pool 1' },
  { name: 'days', label: 'Days', kind: 'number' },
  { name: 'uris', label: 'Addresses', kind: 'lines', initial: ['a'] },
  { name: 'own', label: 'Own', kind: 'yes', initial: false },
];

describe('a form', () => {
  it('sends what there is, and not what is empty', () => {
    const body = bodyOf(fields, { label: ' ', days: '7', uris: ['a', ' ', 'b '], own: true });
    expect(body).toEqual({ days: 7, uris: ['a', 'b'], own: true });
  });

  it('changes only what differs, and takes away with an empty text', () => {
    expect(changesOf(fields, initialValues(fields))).toEqual({});
    expect(changesOf(fields, { label: '', days: '', uris: [], own: true })).toEqual({
      label: '',
      uris: [],
      own: true,
    });
  });
});

describe('roles', () => {
  it('include those below them', () => {
    expect(mayDo('admin', 'viewer') && mayDo('operator', 'operator')).toBe(true);
    expect(mayDo('viewer', 'operator') || mayDo('operator', 'admin')).toBe(false);
  });
});

describe('the bytes of a dead letter', () => {
  const of = (given: string | Buffer) => readBytes(Buffer.from(given).toString('base64'));

  it('are JSON, text, or hexadecimal', () => {
    expect(of('{"id":1}')).toEqual({ form: 'json', text: '{\n  "id": 1\n}' });
    expect(of('hälf {')).toEqual({ form: 'text', text: 'hälf {' });
    expect(of(Buffer.from([0x7b, 0xff, 0x41]))).toMatchObject({
      form: 'hex',
      text: expect.stringContaining('7b ff 41'),
    });
  });

  it('can be whatever a vehicle sent', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => of(Buffer.from(bytes)).text.length >= bytes.length / 4),
    );
  });
});

describe('a change in the audit log', () => {
  it('says field by field what was and what is', () => {
    expect(differences({ a: 1, b: 'x', c: true }, { a: 1, b: 'y', d: ['z'] })).toEqual([
      { field: 'b', before: 'x', after: 'y' },
      { field: 'c', before: 'true' },
      { field: 'd', after: '["z"]' },
    ]);
  });
});

describe('an import', () => {
  it('knows the format of a file by its name or by what is in it', () => {
    expect(formatOf('vin,label\n')).toBe('text/csv');
    expect(formatOf(' [{"vin":"A"}]')).toBe('application/json');
    expect(formatOf('{"vin":"A"}\n{"vin":"B"}')).toBe('application/x-ndjson');
    expect(formatOf('', 'cars.ndjson')).toBe('application/x-ndjson');
  });

  it('gives the secrets of the new vehicles alone', () => {
    const counts = { isDryRun: false, created: 1, updated: 0, unchanged: 1, refused: 0 };
    const made = { row: 1, vin: 'A', outcome: 'created', username: 'A', secret: 's' };
    const same = { row: 2, vin: 'B', outcome: 'unchanged' };
    expect(secretsCsv({ ...counts, rows: [made, same] })).toBe('vin,username,secret\nA,A,s\n');
    expect(secretsCsv({ ...counts, rows: [same] })).toBeUndefined();
  });
});

describe('a command to try', () => {
  it('is one line of a shell, whatever is in it', () => {
    expect(tryCommand("http://a/?b=c'd&e", 'tok')).toBe(
      String.raw`curl -sS -H 'Authorization: Bearer tok' \
  'http://a/?b=c'\''d&e'`,
    );
  });
});

describe('a small chart', () => {
  it('stays in its box', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const points = sparkPoints(values, { width: 100, height: 20 }).split(' ');
        for (const point of points) {
          const [x = -1, y = -1] = point.split(',').map(Number);
          expect(x >= 0 && x <= 100 && y >= 0 && y <= 20).toBe(true);
        }
      }),
    );
  });
});
