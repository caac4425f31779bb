import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** How a PostgreSQL program is started: the command in front of it, and the account it runs as. */
export type RunAs = { prefix: string[]; uid?: number; gid?: number };

/** No account that PostgreSQL may run as can reach the folder. */
export class NoAccountError extends Error {
  override name = 'NoAccountError';
}

/**
 * PostgreSQL refuses to run as root. As anybody else it runs as that user; as root it runs as the account
 * `postgres` (else `nobody`) where that account can reach the binaries and the folder, and otherwise in a
 * user namespace in which root has an ordinary number (a clone under /root or in a private temporary folder).
 * A folder that exists decides by its owner, so that a later start picks the same way.
 */
export function chooseAccount(binary: string, clusterDir: string): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const owner = ownerOf(clusterDir);
  const candidates: RunAs[] = [];
  if (owner !== 0) candidates.push(...accounts(owner));
  if (owner === undefined || owner === 0)
    candidates.push({ prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000'] });
  const found = candidates.find((runAs) => canRun(runAs, binary, dirname(clusterDir)));
  if (found) return found;
  throw new NoAccountError(
    `PostgreSQL does not run as root, and no other account can reach ${binary}: start Roadwire as an ordinary ` +
      'user, put it where others may read it (not under /root), or set DATABASE_URL',
  );
}

/** Arguments for `spawn`: the program with its prefix, and its account. */
export function commandOf(runAs: RunAs, binary: string, args: string[]) {
  const [command, ...rest] = [...runAs.prefix, binary, ...args] as [string, ...string[]];
  const account = runAs.uid === undefined ? {} : { uid: runAs.uid, gid: runAs.gid ?? runAs.uid };
  return { command, args: rest, account };
}

function ownerOf(folder: string): number | undefined {
  return statSync(folder, { throwIfNoEntry: false })?.uid;
}

function accounts(owner: number | undefined): RunAs[] {
  const found = ['postgres', 'nobody'].map(accountNamed).filter((account) => account !== undefined);
  return owner === undefined ? found : found.filter(({ uid }) => uid === owner);
}

function accountNamed(name: string): RunAs | undefined {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }).toString());
    return { prefix: [], uid: id('-u'), gid: id('-g') };
  } catch (error) {
    // `id` exits with 1 for an account that does not exist.
    if ((error as { status?: number }).status === 1) return undefined;
    throw error;
  }
}

/** Whether the account can start the program and get into the folder. */
function canRun(runAs: RunAs, binary: string, folder: string): boolean {
  const attempts = [commandOf(runAs, binary, ['--version']), commandOf(runAs, 'test', ['-x', folder])];
  return attempts.every(
    ({ command, args, account }) => spawnSync(command, args, { ...account, stdio: 'ignore' }).status === 0,
  );
}
