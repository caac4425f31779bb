import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Another Roadwire works in the folder. */
export class FolderInUseError extends Error {
  override name = 'FolderInUseError';
}

/**
 * Takes the folder for this process by a file with its id. A file left behind by a crash is taken over:
 * the process it names is gone, or is another one that got the same number (told by its start time).
 * Returns what gives the folder back. Throws `FolderInUseError`.
 */
export function lockFolder(file: string): () => void {
  const mine = { pid: process.pid, startedAt: startTimeOf(process.pid) };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(file);
    if (holder && holder.pid !== process.pid && isAlive(holder)) throw inUse(file, holder.pid);
    rmSync(file, { force: true });
  }
  throw inUse(file, undefined);
}

/** Process id of the Roadwire that works in the folder, if one does. */
export function findHolder(file: string): number | undefined {
  const holder = readHolder(file);
  return holder && isAlive(holder) ? holder.pid : undefined;
}

type Holder = { pid: number; startedAt: string };

function inUse(file: string, pid: number | undefined): FolderInUseError {
  return new FolderInUseError(
    `another Roadwire${pid === undefined ? '' : ` (process ${pid})`} works in this data folder (${file}): ` +
      'stop it first, or set ROADWIRE_DATA_DIR to another folder',
  );
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch (error) {
    // Not there any more, or cut short by a crash: nobody holds it.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return startTimeOf(pid) === startedAt;
}

/** Start of a process in clock ticks since boot; empty where the system does not tell (then the id decides). */
function startTimeOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}
