const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const comma = 0x2c;
const leftBracket = 0x5b;
const leftBrace = 0x7b;
const rightBrace = 0x7d;

/** Bounded: what is longer gets a buffer of its own. */
const scratchMax = 1_048_576;
let scratch = Buffer.allocUnsafe(16_384);

/**
 * The characters of a text as bytes, one each: everything beyond ASCII as `x`, as it means nothing in JSON.
 * Bytes are looked at several times as fast as characters. They hold until the next call.
 */
function bytesOf(text: string): Buffer {
  const { length } = text;
  const bytes = withRoomFor(length * 3);
  if (bytes.write(text, 'utf8') === length) return bytes;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    bytes[at] = code < 0x80 ? code : 0x78;
  }
  return bytes;
}

function withRoomFor(size: number): Buffer {
  if (size <= scratch.length) return scratch;
  const larger = Buffer.allocUnsafe(size);
  if (size <= scratchMax) scratch = larger;
  return larger;
}

/**
 * The fields of a JSON object in their order: each value as the JSON it has there, by its name as it is
 * written there (with its escapes, where it has any). Values are not looked into, which is what makes this
 * fast. `json` has to be a valid object; of anything else the result means nothing.
 */
export function fragmentsOf(json: string): Map<string, string> {
  const fragments = new Map<string, string>();
  const { length } = json;
  const bytes = bytesOf(json);
  for (let at = nameFrom(bytes, 0, length); at < length; at = nameFrom(bytes, at, length)) {
    const nameEnd = stringEnd(bytes, at, length);
    const start = valueStart(bytes, nameEnd);
    const end = valueEnd(bytes, start, length);
    fragments.set(json.slice(at + 1, nameEnd - 1), json.slice(start, end));
    at = end;
  }
  return fragments;
}

/** Where the next string begins; the length where none does. */
function nameFrom(bytes: Buffer, from: number, length: number): number {
  let at = from;
  while (at < length && bytes[at] !== quote) at += 1;
  return at;
}

/** Behind the string that begins at an index. */
function stringEnd(bytes: Buffer, start: number, length: number): number {
  for (let at = start + 1; at < length; at += 1) {
    const code = bytes[at];
    if (code === quote) return at + 1;
    // What is escaped ends nothing.
    if (code === backslash) at += 1;
  }
  return length;
}

function valueStart(bytes: Buffer, nameEnd: number): number {
  let at = nameEnd;
  while (bytes[at] === colon || isSpace(bytes[at])) at += 1;
  return at;
}

/** Behind the value that begins at an index. */
function valueEnd(bytes: Buffer, start: number, length: number): number {
  const first = bytes[start];
  if (first === quote) return stringEnd(bytes, start, length);
  return first === leftBrace || first === leftBracket
    ? nestedEnd(bytes, start, length)
    : plainEnd(bytes, start, length);
}

/** Behind the object or array that begins at an index. */
function nestedEnd(bytes: Buffer, start: number, length: number): number {
  let depth = 0;
  for (let at = start; at < length; at += 1) {
    const code = bytes[at] as number;
    if (code === quote) at = stringEnd(bytes, at, length) - 1;
    else if (code >= leftBracket) {
      depth += deeperBy(code);
      if (depth === 0) return at + 1;
    }
  }
  return length;
}

/** 1 for `{` and `[`, -1 for `}` and `]`, which differ in the same bit; 0 for anything else. */
function deeperBy(code: number): number {
  const brace = code | 0x20;
  if (brace === leftBrace) return 1;
  return brace === rightBrace ? -1 : 0;
}

/** Behind the number, `true`, `false` or `null` that begins at an index. */
function plainEnd(bytes: Buffer, start: number, length: number): number {
  let at = start;
  while (at < length) {
    const code = bytes[at];
    if (code === comma || code === rightBrace || isSpace(code)) break;
    at += 1;
  }
  return at;
}

const isSpace = (code = 0) => code === 0x20 || (code >= 0x09 && code <= 0x0d);

/** A field as it stands behind another; nothing for a value that is not there. The name needs no escapes. */
export function fieldText(name: string, value: string | undefined): string {
  return value === undefined ? '' : `,"${name}":${value}`;
}

/** The object of some `fieldText`s; undefined when there is none. */
export function objectText(fields: string): string | undefined {
  return fields === '' ? undefined : `{${fields.slice(1)}}`;
}

/** An object with some `fieldText`s before its own fields. */
export function headedText(fields: string, object: string): string {
  if (fields === '') return object;
  const own = object.slice(object.indexOf('{') + 1).trimStart();
  return `{${fields.slice(1)}${own.startsWith('}') ? '' : ','}${own}`;
}

/** An array of those that are there; undefined when none is. */
export function arrayText(...values: (string | undefined)[]): string | undefined {
  const present = values.filter((value) => value !== undefined);
  return present.length > 0 ? `[${present.join()}]` : undefined;
}
