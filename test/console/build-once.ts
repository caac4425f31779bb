import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '../support/eventually.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = join(root, 'console');
const built = join(root, 'dist', 'console');
const lock = join(root, 'dist', 'console.lock');

/** Builds the console where its sources are newer than what was built; one builds, others wait. */
export async function buildConsole(): Promise<void> {
  if (isFresh()) return;
  mkdirSync(join(root, 'dist'), { recursive: true });
  await eventually('nobody else builds the console', takeLock, 120_000);
  try {
    if (!isFresh()) await build();
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
  const { build: viteBuild } = await import('vite');
  const beside = `${built}-${process.pid}`;
  const given = { root: source, configFile: join(source, 'vite.config.ts'), logLevel: 'warn' as const };
  await viteBuild({ ...given, mode: 'production', build: { outDir: beside } });
  const before = `${beside}-before`;
  if (existsSync(built)) renameSync(built, before);
  renameSync(beside, built);
  rmSync(before, { recursive: true, force: true });
}

function isFresh(): boolean {
  const page = join(built, 'index.html');
  return existsSync(page) && statSync(page).mtimeMs > newestIn(source);
}

function newestIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .reduce((newest, entry) => Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}
