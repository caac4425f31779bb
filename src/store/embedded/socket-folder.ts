import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { join, resolve } from 'node:path';
import type { Log } from '../../lib/log.ts';

/** Bytes of the path of a socket, as the strictest of systems has it (macOS). */
const pathMax = 103;

/** Where the PostgreSQL of a folder would have its socket: there; undefined where such a path is too long, or unknown. */
export function socketFolder(dir: string, port: number): string | undefined {
  const folder = resolve(dir);
  const isShort = Buffer.byteLength(`${folder}/.s.PGSQL.${port}`) <= pathMax;
  // A comma would begin a second folder.
  return platform() !== 'win32' && isShort && !folder.includes(',') ? folder : undefined;
}

/**
 * The same, where the file system of the folder has sockets: those that are shared over a network, or with a container,
 * may have none, and PostgreSQL does not start where it cannot make the one that it is told to. The folder is there.
 */
export async function usableSocketFolder(
  { dir, port }: { dir: string; port: number },
  log: Pick<Log, 'info'>,
): Promise<string | undefined> {
  const folder = socketFolder(dir, port);
  if (folder === undefined) return undefined;
  try {
    await trySocket(join(folder, '.s.try'));
    return folder;
  } catch (error) {
    log.info({ err: error }, 'the data folder takes no sockets: PostgreSQL is reached by the network alone');
    return undefined;
  }
}

/** Makes a socket and removes it; rejects where that fails. */
async function trySocket(path: string): Promise<void> {
  rmSync(path, { force: true });
  const server = createServer().listen(path);
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}
