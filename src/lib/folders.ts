import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing. Throws an error that names the one that cannot be made.
 * One by one: `mkdir` with `recursive` never returns where a system such as /proc says that nothing is there
 * and lets nothing be made.
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST' && isFolder(path)) return;
    throw new Error(`${path} cannot be made: ${(cause as NodeJS.ErrnoException).code}`, { cause });
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
