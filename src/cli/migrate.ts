import { migrate as migrateDatabase } from '../store/migrate.ts';
import { openPostgres } from '../store/open-postgres.ts';
import { command, commandContext } from './command.ts';
import { findServer } from './server-file.ts';

export const migrate = command(
  'migrate',
  'bring the database to the newest schema (start does it too)',
  'migrate',
).action(async () => {
  const { settings, log, print } = commandContext({ isQuiet: true });
  const running = findServer(settings);
  const postgres = running
    ? { url: running.databaseUrl, stop: async () => undefined }
    : await openPostgres(settings, log);
  try {
    const applied = await migrateDatabase(postgres.url, log);
    print(applied.length === 0 ? 'the database is up to date' : `applied: ${applied.join(', ')}`);
  } finally {
    await postgres.stop();
  }
});
