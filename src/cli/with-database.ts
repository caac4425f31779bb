import type { Settings } from '../config/settings.ts';
import type { Log } from '../lib/log.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { openPostgres } from '../store/open-postgres.ts';
import { findServer } from './server-file.ts';

/** Works on the database of the running Roadwire, or on a stopped one's, whose PostgreSQL runs just for that. */
export async function withDatabase<Result>(
  { settings, log }: { settings: Settings; log: Log },
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const running = findServer(settings);
  const postgres = running
    ? { url: running.databaseUrl, stop: async () => undefined }
    : await openPostgres(settings, log);
  const database = openDatabase({ url: postgres.url, size: 2, log });
  try {
    if (!running) await migrate(postgres.url, log);
    return await work(database);
  } finally {
    await database.stop();
    await postgres.stop();
  }
}
