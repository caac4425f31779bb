import { open } from 'node:fs/promises';
import { type GpxOptions, readGpx } from './read-gpx.ts';
import { readOpenXc } from './read-openxc.ts';
import { type Recording, RecordingError, recordingError } from './recording.ts';

export type OpenOptions = GpxOptions;

/** So that an id has room for the hash of the file and the number of the report in its 64 characters. */
const idPrefixMax = 32;

/**
 * Opens a recorded file, of whichever known format its first bytes show. Reads it through once, so that what
 * is wrong with it is known before anything is sent. Throws `RecordingError`.
 */
export async function openRecording(file: string, options: OpenOptions): Promise<Recording> {
  if (options.idPrefix.length > idPrefixMax)
    throw new RangeError(`idPrefix: expected at most ${idPrefixMax} characters`);
  const head = await readHead(file);
  if (head.startsWith('{')) return readOpenXc(file);
  if (head.startsWith('<') && /<(\w+:)?gpx[\s>]/.test(head)) return readGpx(file, options);
  throw recordingError({
    file,
    expected: 'an OpenXC recording (a JSON signal a line) or a GPX track',
    found: head === '' ? undefined : head.slice(0, 40),
  });
}

/** The beginning of a file as text, without byte order mark and white space. */
async function readHead(file: string): Promise<string> {
  try {
    return await readStart(file, 4096);
  } catch (cause) {
    throw new RecordingError(`${file}: cannot be read: ${(cause as Error).message}`, { cause });
  }
}

async function readStart(file: string, bytes: number): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(bytes) });
    return buffer.toString('utf8', 0, bytesRead).trimStart();
  } finally {
    await handle.close();
  }
}
