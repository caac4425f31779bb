import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createForms } from './json-forms.ts';

type Given = { name: string };

/** Values one in the other, with what is given, and thousandths of those that are so named. */
const told = (value: unknown, { name }: Given) => ({
  name,
  names: { [`about ${name}`]: name },
  value,
  twice: [value, value],
  thousandth: thousandthOf(value),
});
const thousandthOf = (value: unknown) =>
  typeof value === 'object' && value !== null && 'grams' in value && typeof value.grams === 'number'
    ? value.grams / 1000
    : undefined;

const create = () =>
  createForms<Given>({ tell: told, stringsOf: ({ name }) => [name], marked: { name: 'the mark of a test' } });

const anyNumber = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('1', ':2,', '"3"', '\\', '\\"4', '[5]', '(.)\\d+$', '$&', '\n6', '\u0000'),
);
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    anyNumber,
    anyText,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constant('grams'), anyText), tie('value'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
}));

describe('forms of JSON', () => {
  it('tell any values as they would be told by themselves, also those that differ in their numbers alone', () => {
    fc.assert(
      fc.property(fc.array(anyValue, { maxLength: 5 }), fc.array(anyNumber), (values, numbers) => {
        const tell = create();
        const others = values.map((value, index) => ({ grams: numbers[index] ?? 7, value }));
        for (const value of [...values, ...others, ...values, ...others.reverse(), ...values, ...others])
          expect(tell(JSON.stringify(value), { name: 'n' })).toBe(JSON.stringify(told(value, { name: 'n' })));
      }),
    );
  });

  it('tell numbers that are left out, moved, told in several places and one behind the other', () => {
    const places = fc.array(fc.array(fc.nat(5), { maxLength: 4 }), { maxLength: 4 });
    const six = fc.tuple(anyNumber, anyNumber, anyNumber, anyNumber, anyNumber, anyNumber);
    fc.assert(
      fc.property(places, fc.array(six, { minLength: 3, maxLength: 5 }), (picked, values) => {
        const pick = (value: unknown) =>
          picked.map((some) => some.map((index) => (value as number[])[index]));
        const tell = createForms<string>({
          tell: (value, name) => ({ name, picked: pick(value) }),
          stringsOf: (name) => [name],
          marked: 'the mark of a test',
        });
        for (const value of values)
          expect(tell(JSON.stringify(value), 'n')).toBe(JSON.stringify({ name: 'n', picked: pick(value) }));
      }),
    );
  });

  it('look once or twice at values of a form, and at those of too many forms each time', () => {
    let looks = 0;
    const tell = createForms<string>({
      tell(value, name) {
        looks += 1;
        return { name, value };
      },
      stringsOf: (name) => [name],
      marked: 'the mark of a test',
    });
    for (let value = 0; value < 50; value += 1)
      expect(tell(`[${value},"a"]`, 'n')).toBe(`{"name":"n","value":[${value},"a"]}`);
    expect(looks).toBe(3);
    for (let value = 0; value < 5000; value += 1) tell(`["${value}"]`, 'n');
    expect(looks).toBe(5003);
  });

  it('tell what is very long by itself', () => {
    const tell = create();
    const long = Array.from({ length: 20_000 }, (_, index) => index);
    for (let time = 0; time < 4; time += 1)
      expect(tell(JSON.stringify(long), { name: 'n' })).toBe(JSON.stringify(told(long, { name: 'n' })));
  });
});
