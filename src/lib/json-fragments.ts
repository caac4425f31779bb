const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const comma = 0x2c;
const leftBracket = 0x5b;
const leftBrace = 0x7b;
const rightBrace = 0x7d;

/**
 * The fields of a JSON object in their order: each value as the JSON it has there, by its name as it is
 * written there (with its escapes, where it has any). Values are not looked into, which is what makes this
 * fast. `json` has to be a valid object; of anything else the result means nothing.
 */
export function fragmentsOf(json: string): Map<string, string> {
  const fragments = new Map<string, string>();
  for (let at = json.indexOf('"'); at !== -1; at = json.indexOf('"', at)) {
    const nameEnd = stringEnd(json, at);
    const start = valueStart(json, nameEnd);
    const end = valueEnd(json, start);
    fragments.set(json.slice(at + 1, nameEnd - 1), json.slice(start, end));
    at = end;
  }
  return fragments;
}

/** Behind the string that begins at an index. */
function stringEnd(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === quote) return at + 1;
    // What is escaped ends nothing.
    if (code === backslash) at += 1;
  }
  return json.length;
}

function valueStart(json: string, nameEnd: number): number {
  let at = nameEnd;
  while (json.charCodeAt(at) === colon || isSpace(json.charCodeAt(at))) at += 1;
  return at;
}

/** Behind the value that begins at an index. */
function valueEnd(json: string, start: number): number {
  const first = json.charCodeAt(start);
  if (first === quote) return stringEnd(json, start);
  return first === leftBrace || first === leftBracket ? nestedEnd(json, start) : plainEnd(json, start);
}

/** Behind the object or array that begins at an index. */
function nestedEnd(json: string, start: number): number {
  let depth = 0;
  for (let at = start; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === quote) at = stringEnd(json, at) - 1;
    else if (code >= leftBracket) {
      depth += deeperBy(code);
      if (depth === 0) return at + 1;
    }
  }
  return json.length;
}

/** 1 for `{` and `[`, -1 for `}` and `]`, which differ in the same bit; 0 for anything else. */
function deeperBy(code: number): number {
  const brace = code | 0x20;
  if (brace === leftBrace) return 1;
  return brace === rightBrace ? -1 : 0;
}

/** Behind the number, `true`, `false` or `null` that begins at an index. */
function plainEnd(json: string, start: number): number {
  let at = start;
  while (at < json.length) {
    const code = json.charCodeAt(at);
    if (code === comma || code === rightBrace || isSpace(code)) break;
    at += 1;
  }
  return at;
}

const isSpace = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d);

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
