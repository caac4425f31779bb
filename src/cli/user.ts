import type { Database } from '../store/database.ts';
import { addUser, linkVehicle } from '../store/enrolment.ts';
import { findVehicleId } from '../store/vehicles.ts';
import { command, commandContext } from './command.ts';
import { readPassword } from './read-password.ts';
import { withDatabase } from './with-database.ts';

type UserOptions = { email: string; firstName?: string; lastName?: string };

const add = command(
  'add',
  'enter a user; the password is read from standard input',
  'user add --email ada@example.org < password.txt',
)
  .requiredOption('--email <address>')
  .option('--first-name <name>')
  .option('--last-name <name>')
  .action(async (options: UserOptions) => {
    const context = commandContext({ isQuiet: true });
    const password = await readPassword();
    await withDatabase(context, (database) => addUser(database, { ...options, password }));
    context.print(`user ${options.email} added`);
  });

const link = command(
  'link',
  'make a vehicle one of a user and print its id in the API',
  'user link --email ada@example.org --vin VR1DEVICE00000001',
)
  .requiredOption('--email <address>')
  .requiredOption('--vin <vin>')
  .action(async ({ email, vin }: { email: string; vin: string }) => {
    const context = commandContext({ isQuiet: true });
    const id = await withDatabase(context, async (database) => {
      const [userId, vehicleId] = [
        await getUserId(database, email),
        await findVehicleId(database, vin.toUpperCase()),
      ];
      if (vehicleId === undefined) throw new Error(`vin: there is no vehicle ${vin}`);
      return linkVehicle(database, userId, vehicleId);
    });
    context.print(id);
  });

/** Throws where there is no such user. */
export async function getUserId({ query }: Database, email: string): Promise<number> {
  const row = await query
    .selectFrom('users')
    .select('id')
    .where('email', 'ilike', email.replace(/[\\%_]/g, '\\$&'))
    .executeTakeFirst();
  if (!row) throw new Error(`email: there is no user ${email}`);
  return row.id;
}

export const user = command('user', 'end users and their vehicles', 'user add --email ada@example.org')
  .addCommand(add)
  .addCommand(link);
