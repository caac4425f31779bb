// Makes a checkout ready to run: installs what package-lock.json asks for and builds what changed.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

function run(args) {
  execFileSync(npm, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** The packages that a lock file names, but for those that belong to other machines. */
function packagesIn(file) {
  if (!existsSync(file)) return undefined;
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(Object.entries(packages).filter(([name, { optional }]) => name !== '' && !optional));
}

function isInstalled() {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const found = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !found) return false;
  return [...wanted].every(([name, { version }]) => found.get(name)?.version === version);
}

function newestIn(folder) {
  let newest = 0;
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) newest = Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  }
  return newest;
}

function isBuilt() {
  const stamp = join(root, 'dist', '.built');
  if (!existsSync(stamp)) return false;
  const sources = [
    ...['src', 'simulator', 'bench', 'console'].map(newestIn),
    statSync(join(root, 'package-lock.json')).mtimeMs,
  ];
  return Math.max(...sources) < statSync(stamp).mtimeMs;
}

if (!isInstalled()) {
  console.error('Roadwire: installing packages (first start only)');
  run(['ci', '--no-audit', '--no-fund']);
}
if (!isBuilt()) {
  console.error('Roadwire: building');
  run(['run', '--silent', 'build']);
}
