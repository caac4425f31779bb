import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrayText, fieldText, fragmentsOf, headedText, objectText } from './json-fragments.ts';

const nasty = fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', '\n', 'é', '𝄞', ' ', 'a');
const strings = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(nasty).map((parts) => parts.join('')),
);
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    strings,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(true, false, null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(strings, tie('value'), { maxKeys: 4 }),
  ),
})).value;
const objects = fc.dictionary(strings, values);
const indents = fc.constantFrom(undefined, 1, '\t');

/** The object put together again. */
const joined = (fragments: ReadonlyMap<string, string>) =>
  `{${[...fragments].map(([name, value]) => `"${name}":${value}`).join()}}`;

describe('the fragments of an object', () => {
  it('are its fields in their order, whatever is in strings and however it is indented', () => {
    fc.assert(
      fc.property(objects, indents, (object, indent) => {
        const fragments = fragmentsOf(JSON.stringify(object, undefined, indent));
        expect(fragments.size).toBe(Object.keys(object).length);
        expect(JSON.stringify(JSON.parse(joined(fragments)))).toBe(JSON.stringify(object));
        if (indent === undefined) expect(joined(fragments)).toBe(JSON.stringify(object));
      }),
    );
  });

  it('are none of an empty one', () => {
    for (const empty of ['{}', '{ }', ' {\n} ']) expect(fragmentsOf(empty)).toEqual(new Map());
  });

  it('have what is written there, escapes in names too', () => {
    const json = String.raw`{"a\"b":"}\\", "n" : -1.5e3 ,"deep":{"x":["]","{\"",{}]},"empty":{},"last":null}`;
    expect([...fragmentsOf(json)]).toEqual([
      [String.raw`a\"b`, String.raw`"}\\"`],
      ['n', '-1.5e3'],
      ['deep', String.raw`{"x":["]","{\"",{}]}`],
      ['empty', '{}'],
      ['last', 'null'],
    ]);
  });

  it('end in any text, even one that is cut off', () => {
    fc.assert(
      fc.property(strings, objects, fc.nat(), (text, object, cut) => {
        const json = JSON.stringify(object);
        fragmentsOf(text);
        fragmentsOf(json.slice(0, cut % (json.length + 1)));
      }),
    );
  });
});

describe('texts put together', () => {
  it('leave out what is not there, and are none when nothing is', () => {
    const fields = fieldText('a', '1') + fieldText('b', undefined) + fieldText('c', '{}');
    expect(objectText(fields)).toBe('{"a":1,"c":{}}');
    expect(objectText(fieldText('a', undefined))).toBeUndefined();
    expect(arrayText(undefined, '1', undefined, '"2"')).toBe('[1,"2"]');
    expect(arrayText(undefined)).toBeUndefined();
  });

  it('put fields before those of an object, empty or not', () => {
    const fields = fieldText('a', '1');
    for (const object of ['{}', '{ }']) expect(JSON.parse(headedText(fields, object))).toEqual({ a: 1 });
    expect(headedText(fields, '{"b":[{}]}')).toBe('{"a":1,"b":[{}]}');
    expect(headedText('', '{"b":2}')).toBe('{"b":2}');
  });
});
