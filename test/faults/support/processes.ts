import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './until.ts';

/** Whether the process runs: one that ended and was not yet waited for does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  // It may end at this moment; and not every system has these files.
  const stat = readIfThere(`/proc/${pid}/stat`);
  return stat === undefined ? !existsSync('/proc/self/stat') : !/\) [ZX] /.test(stat);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}

/** Process id of the PostgreSQL that runs, or ran last, in a data folder. */
export function postmasterPid(dataDir: string): number | undefined {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  const pid = Number.parseInt(readIfThere(file) ?? '', 10);
  return Number.isNaN(pid) ? undefined : pid;
}

/** Kills the PostgreSQL of a data folder as a crash would; gives its process id. */
export async function killPostgres(dataDir: string): Promise<number> {
  const pid = postmasterPid(dataDir);
  if (pid === undefined) throw new Error(`no PostgreSQL runs in ${dataDir}`);
  process.kill(pid, 'SIGKILL');
  await until(`PostgreSQL ${pid} is gone`, () => !isRunning(pid));
  return pid;
}

/** Ends the PostgreSQL that a killed Roadwire left behind, if there is one. */
export async function endPostgres(dataDir: string): Promise<void> {
  const pid = postmasterPid(dataDir);
  if (pid === undefined || !isPostgres(pid)) return;
  process.kill(pid, 'SIGQUIT');
  await until(`PostgreSQL ${pid} ended`, () => !isRunning(pid));
}

/** Process ids are used again: only a process that is called so is ended. */
function isPostgres(pid: number): boolean {
  return isRunning(pid) && (readIfThere(`/proc/${pid}/comm`) ?? 'postgres').startsWith('postgres');
}
