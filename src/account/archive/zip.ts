import { addAbortSignal, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { ArchiveFile } from './files.ts';

/** The bytes of a ZIP file. What fails breaks it off, so that a part is never taken for the whole. */
export function zipOf(files: AsyncGenerator<ArchiveFile>, mtime: Date): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const gone = new AbortController();
  output.once('close', () => gone.abort());
  zip.on('error', (error) => output.destroy(error as Error));
  const fill = async () => {
    for await (const { path, text } of files) {
      const content = addAbortSignal(gone.signal, Readable.from(text, { objectMode: false }));
      zip.addReadStream(content, path, { mtime });
      // The next file is looked for when this one has been taken.
      await finished(content);
    }
    zip.end();
  };
  fill().catch((error: unknown) => output.destroy(error as Error));
  return output;
}
