import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that the console was built into: `dist/console`, seen from the sources as from the compiled program. */
export function builtFolder(): string {
  const above = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
  return basename(above) === 'dist' ? join(above, 'console') : join(above, 'dist', 'console');
}

/** Its page; undefined where it was not built. */
export function findPage(folder: string): string | undefined {
  const page = join(folder, 'index.html');
  return existsSync(page) ? page : undefined;
}
