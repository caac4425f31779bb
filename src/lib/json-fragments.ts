const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const comma = 0x2c;

/**
 * The fields of a JSON object, by name in their order, each value as the JSON it has there. The values are
 * not looked into, which is what makes this fast; `json` has to be a valid object.
 */
export function fragmentsOf(json: string): Map<string, string> {
  const fragments = new Map<string, string>();
  for (let at = json.indexOf('"'); at > 0; at = json.indexOf('"', at)) {
    const nameEnd = stringEnd(json, at);
    const name = json.slice(at + 1, nameEnd - 1);
    let start = nameEnd;
    while (json.charCodeAt(start) === colon || isSpace(json.charCodeAt(start))) start += 1;
    at = valueEnd(json, start);
    fragments.set(name.includes('\\') ? (JSON.parse(`"${name}"`) as string) : name, json.slice(start, at));
  }
  return fragments;
}

/** Behind the string that begins at an index. */
function stringEnd(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === quote) return at + 1;
    // What follows is no end, whatever it is.
    if (code === backslash) at += 1;
  }
  return json.length;
}

/** Behind the value that begins at an index. */
function valueEnd(json: string, start: number): number {
  let depth = 0;
  for (let at = start; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === quote) at = stringEnd(json, at) - 1;
    else if (isOpening(code)) depth += 1;
    else if (isClosing(code)) {
      depth -= 1;
      if (depth < 0) return at;
    } else if (depth > 0) continue;
    else if (code === comma || isSpace(code)) return at;
  }
  return json.length;
}

// `{` and `[` differ in one bit, as `}` and `]` do.
const isOpening = (code: number) => (code | 0x20) === 0x7b;
const isClosing = (code: number) => (code | 0x20) === 0x7d;
const isSpace = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d);
