import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Cloud } from '../cloud.ts';
import { dataFile, type Settings } from '../config/settings.ts';

/** Where a running Roadwire is found: `<data dir>/server.json`, readable by its owner only. */
export type ServerFile = Omit<Cloud, 'stop' | 'reloadCertificates'> & { pid: number };

const name = 'server.json';

export function writeServerFile(settings: Settings, cloud: Cloud): () => void {
  const { stop: _stop, reloadCertificates: _reload, ...where } = cloud;
  const file = dataFile(settings, name);
  // The mode is that of a new file only: nobody else is to read what an old one let them.
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify({ ...where, pid: process.pid }, null, 2)}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** The Roadwire that runs on the data folder, if one does. */
export function findServer(settings: Settings): ServerFile | undefined {
  const file = dataFile(settings, name);
  if (!existsSync(file)) return undefined;
  const found = JSON.parse(readFileSync(file, 'utf8')) as ServerFile;
  try {
    process.kill(found.pid, 0);
    return found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
    throw error;
  }
}

/** The Roadwire that runs on the data folder. Throws where none does. */
export function getServer(settings: Settings): ServerFile {
  const server = findServer(settings);
  if (server) return server;
  throw new Error(
    `no Roadwire runs on ${settings.dataDir}: start one with "npx roadwire start" or "npm start"`,
  );
}
