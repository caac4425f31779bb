import { ApiError } from '../../api/shared/errors.ts';

/** A file of the archive; its text is made as it is read. */
export type ArchiveFile = { path: string; text: AsyncIterable<string> };

/** A file whose text is short. */
export function wholeFile(path: string, text: string): ArchiveFile {
  return {
    path,
    text: (async function* () {
      yield text;
    })(),
  };
}

export const jsonFile = (path: string, body: object): ArchiveFile =>
  wholeFile(path, `${JSON.stringify(body, null, 2)}\n`);

/** A JSON array, an element a line. */
export async function* arrayText(pages: AsyncIterable<readonly object[]>): AsyncGenerator<string> {
  yield '[';
  let separator = '\n';
  for await (const page of pages) {
    let text = '';
    for (const element of page) {
      text += `${separator}${JSON.stringify(element)}`;
      separator = ',\n';
    }
    yield text;
  }
  yield '\n]\n';
}

/** JSON objects, one a line. */
export async function* linesText(pages: AsyncIterable<readonly object[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((element) => `${JSON.stringify(element)}\n`).join('');
}

/** What a read gives; undefined where there is nothing to show. */
export async function orNothing<Body>(read: () => Promise<Body>): Promise<Body | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ApiError && error.error === 'noData') return undefined;
    throw error;
  }
}
