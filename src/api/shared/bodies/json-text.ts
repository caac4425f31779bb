/** Elements of a list that are JSON already, one or several with commas between them. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** In elements: few enough for a text that is made and forgotten at once. */
const elementsInOne = 64;

/**
 * Elements told one by one, put together in a few texts. A text made of pieces is a thing for each piece until it is
 * put together; those of a whole page are what collecting garbage would take longest with.
 */
export function jsonTexts<Item>(items: readonly Item[], tell: (item: Item) => string): JsonText[] {
  const texts: JsonText[] = [];
  for (let from = 0; from < items.length; from += elementsInOne) {
    const some = items.slice(from, from + elementsInOne);
    texts.push(new JsonText(some.map(tell).join()));
  }
  return texts;
}

/** A body that is JSON already, in UTF-8. */
export class JsonBytes {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

/** A body as an object, whichever way it was made. */
export function bodyOf(body: object): object {
  return body instanceof JsonBytes ? (JSON.parse(body.bytes.toString()) as object) : body;
}

const comma = 0x2c;

/** A body with a list under `_embedded`. Put together in bytes, as long texts are copied whenever they are joined. */
export function listBody(head: object, key: string, elements: readonly JsonText[]): JsonBytes {
  const begin = `${JSON.stringify(head).slice(0, -1)},"_embedded":{"${key}":[`;
  const end = ']}}';
  const size = elements.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0);
  const bytes = Buffer.allocUnsafe(Buffer.byteLength(begin) + size + end.length);
  let at = bytes.write(begin);
  elements.forEach(({ text }, index) => {
    if (index > 0) at = bytes.writeUInt8(comma, at);
    at += bytes.write(text, at);
  });
  at += bytes.write(end, at);
  return new JsonBytes(bytes.subarray(0, at));
}
