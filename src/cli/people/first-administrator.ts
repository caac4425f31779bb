import type { Cloud } from '../../cloud.ts';
import { systemClock } from '../../lib/clock.ts';
import { openDatabase } from '../../store/database.ts';
import { addFirstAdministrator } from '../../store/people/administrators.ts';
import type { CommandContext } from '../command.ts';

/** Where nobody can sign in to the administration yet: somebody who can. The password is for the terminal, not the log. */
export async function printFirstAdministrator(
  { log, print }: CommandContext,
  { databaseUrl }: Pick<Cloud, 'databaseUrl'>,
): Promise<void> {
  const database = openDatabase({ url: databaseUrl, size: 1, log });
  try {
    const first = await addFirstAdministrator(database, systemClock.now());
    if (!first) return;
    print(`The administration (docs/administration.md) has its first administrator: ${first.name}`);
    print(
      `  password ${first.password}   (shown this once; lost: npx roadwire admin password ${first.name})`,
    );
  } finally {
    await database.stop();
  }
}
