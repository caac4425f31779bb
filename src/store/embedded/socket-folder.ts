import { platform } from 'node:os';
import { resolve } from 'node:path';

/** Bytes of the path of a socket, as the strictest of systems has it (macOS). */
const pathMax = 103;

/** Where the PostgreSQL of a folder has its socket: there; undefined where such a path is too long, or unknown. */
export function socketFolder(dir: string, port: number): string | undefined {
  const folder = resolve(dir);
  const isShort = Buffer.byteLength(`${folder}/.s.PGSQL.${port}`) <= pathMax;
  // A comma would begin a second folder.
  return platform() !== 'win32' && isShort && !folder.includes(',') ? folder : undefined;
}
