import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eventually } from '../support/eventually.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const source = join(root, 'console');
const built = join(root, 'dist', 'console');
const lock = join(root, 'dist', 'console.lock');

/** Builds the console where its sources are newer than what was built; one builds, others wait for it. */
export async function buildConsole(): Promise<void> {
  const wanted = newestIn(source);
  if (isBuiltSince(wanted)) return;
  mkdirSync(join(root, 'dist'), { recursive: true });
  const turn = () => (isBuiltSince(wanted) ? 'built' : takeLock() && 'mine');
  if ((await eventually('the console is built', turn, 170_000)) === 'built') return;
  try {
    await build();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** A lock that its owner left behind is taken over. */
function takeLock(): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0;
    if (age > 90_000) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

/** Beside, and put in place when it is whole: somebody may be looking at the one before. */
async function build(): Promise<void> {
  const beside = `${built}-${process.pid}`;
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  // Not compressed: that takes longer than all the rest.
  const given = ['build', '--mode', 'test', '--outDir', beside, '--emptyOutDir', '--logLevel', 'warn'];
  await run(process.execPath, [vite, ...given], { cwd: source });
  const before = `${beside}-before`;
  if (existsSync(built)) renameSync(built, before);
  renameSync(beside, built);
  rmSync(before, { recursive: true, force: true });
}

function isBuiltSince(time: number): boolean {
  const page = join(built, 'index.html');
  return existsSync(page) && statSync(page).mtimeMs > time;
}

function newestIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .reduce((newest, entry) => Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}
