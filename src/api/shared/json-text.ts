/** A body, or an element of a list, that is JSON already. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A body as an object, whichever way it was made. */
export function bodyOf(body: object): object {
  return body instanceof JsonText ? (JSON.parse(body.text) as object) : body;
}
