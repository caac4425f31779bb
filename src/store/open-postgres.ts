import { join } from 'node:path';
import { makeFolder } from '../lib/folders.ts';
import type { Log } from '../lib/log.ts';
import { startCluster } from './embedded/cluster.ts';
import { findHolder, lockFolder } from './embedded/lock.ts';

export type Postgres = { url: string; stop(): Promise<void> };

const lockName = 'roadwire.pid';

/**
 * The database: the one that was given, else the embedded one of the data folder, which belongs to this
 * process from here on. Throws `FolderInUseError` when another Roadwire works there.
 */
export async function openPostgres(
  options: { dataDir: string; databaseUrl?: string },
  log: Log,
): Promise<Postgres> {
  makeFolder(options.dataDir);
  if (options.databaseUrl) return { url: options.databaseUrl, stop: async () => undefined };
  const unlock = lockFolder(join(options.dataDir, lockName));
  try {
    const cluster = await startCluster(options.dataDir, log);
    return {
      url: cluster.url,
      async stop() {
        await cluster.stop();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Process id of the Roadwire that works in the data folder, if one does. */
export function findRunning(dataDir: string): number | undefined {
  return findHolder(join(dataDir, lockName));
}
