import { all, path, withAdminApi } from '../admin-api.ts';
import { command, commandContext } from '../command.ts';
import { readPassword } from './read-password.ts';

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
    const body = { ...options, password: await readPassword() };
    await withAdminApi(context, ({ ask }) => ask({ method: 'POST', path: '/users', body }));
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
    const linked = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'POST', path: path`/users/${email}/vehicles`, body: { vin } }),
    );
    context.print(linked.id);
  });

const unlink = command(
  'unlink',
  'take a vehicle from a user; what it told stays',
  'user unlink --email ada@example.org --vin VR1DEVICE00000001',
)
  .requiredOption('--email <address>')
  .requiredOption('--vin <vin>')
  .action(async ({ email, vin }: { email: string; vin: string }) => {
    const context = commandContext({ isQuiet: true });
    await withAdminApi(context, ({ ask }) =>
      ask({ method: 'DELETE', path: path`/users/${email}/vehicles/${vin}` }),
    );
    context.print(`${vin} is none of ${email} any more`);
  });

type Listed = { id: string; email: string; vehicles: number };

const list = command('list', 'the users', 'user list').action(async () => {
  const context = commandContext({ isQuiet: true });
  await withAdminApi(context, async (api) => {
    for await (const { id, email, vehicles } of all<Listed>(api, '/users'))
      context.print(`${id}  ${String(vehicles).padStart(4)} vehicles  ${email}`);
  });
});

const remove = command(
  'remove',
  'remove a user with tokens, consents and sessions; the vehicles stay',
  'user remove ada@example.org',
)
  .argument('<email>')
  .action(async (email: string) => {
    const context = commandContext({ isQuiet: true });
    const { removed } = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'DELETE', path: path`/users/${email}` }),
    );
    context.print(
      `user ${email} removed (vehicles ${removed.vehicles}, applications ${removed.applications})`,
    );
  });

export const user = command('user', 'end users and their vehicles', 'user add --email ada@example.org')
  .addCommand(add)
  .addCommand(list)
  .addCommand(link)
  .addCommand(unlink)
  .addCommand(remove);
