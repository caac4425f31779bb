import { Option } from 'commander';
import { newSecret } from '../../lib/secrets.ts';
import { type Role, roles } from '../../store/people/administrators.ts';
import { path, withAdminApi } from '../admin-api.ts';
import { command, commandContext } from '../command.ts';
import { audit, token } from './admin-token.ts';
import { readPassword } from './read-password.ts';

type PasswordOptions = { passwordStdin?: true };

const fromInput = () =>
  new Option('--password-stdin', 'take the password from standard input; one is made up otherwise');

/** Given, or made up: then it is printed. */
async function passwordOf({ passwordStdin }: PasswordOptions) {
  const password = passwordStdin ? await readPassword() : newSecret();
  return { password, said: passwordStdin ? '' : `\npassword  ${password}   (shown this once)` };
}

const add = command(
  'add',
  'enter somebody who can sign in to the administration',
  'admin add ada --role operator',
)
  .argument('<name>')
  .addOption(new Option('--role <role>', 'what they may do').choices(roles).default('admin'))
  .addOption(fromInput())
  .action(async (name: string, { role, ...options }: PasswordOptions & { role: Role }) => {
    const context = commandContext({ isQuiet: true });
    const { password, said } = await passwordOf(options);
    await withAdminApi(context, ({ ask }) =>
      ask({ method: 'POST', path: '/administrators', body: { name, role, password } }),
    );
    context.print(`name      ${name}\nrole      ${role}${said}`);
  });

const password = command(
  'password',
  'give an administrator a new password, as when the old one is lost; ends their sessions',
  'admin password admin',
)
  .argument('<name>')
  .addOption(fromInput())
  .action(async (name: string, options: PasswordOptions) => {
    const context = commandContext({ isQuiet: true });
    const { password: fresh, said } = await passwordOf(options);
    await withAdminApi(context, ({ ask }) =>
      ask({ method: 'PATCH', path: path`/administrators/${name}`, body: { password: fresh } }),
    );
    context.print(`name      ${name}${said}`);
  });

const role = command('role', 'change what an administrator may do', 'admin role ada viewer')
  .argument('<name>')
  .argument('<role>', roles.join(', '))
  .action(async (name: string, given: string) => {
    const context = commandContext({ isQuiet: true });
    const { role: now } = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'PATCH', path: path`/administrators/${name}`, body: { role: given } }),
    );
    context.print(`${name} is ${now}`);
  });

type Listed = { name: string; role: string; createdAt: string };

const list = command('list', 'who can sign in to the administration', 'admin list').action(async () => {
  const context = commandContext({ isQuiet: true });
  const { administrators } = await withAdminApi(context, ({ ask }) =>
    ask({ method: 'GET', path: '/administrators' }),
  );
  for (const one of administrators as Listed[])
    context.print(`${one.name.padEnd(24)}${one.role.padEnd(10)}since ${one.createdAt}`);
});

const remove = command('remove', 'remove an administrator with their sessions', 'admin remove ada')
  .argument('<name>')
  .action(async (name: string) => {
    const context = commandContext({ isQuiet: true });
    await withAdminApi(context, ({ ask }) => ask({ method: 'DELETE', path: path`/administrators/${name}` }));
    context.print(`${name} removed`);
  });

export const admin = command('admin', 'administrators, their tokens, and what was changed', 'admin list')
  .addCommand(add)
  .addCommand(list)
  .addCommand(role)
  .addCommand(password)
  .addCommand(remove)
  .addCommand(token)
  .addCommand(audit);
