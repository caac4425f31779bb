import { Option } from 'commander';
import { type Role, roles } from '../../store/people/administrators.ts';
import { path, withAdminApi } from '../admin-api.ts';
import { command, commandContext, wholeNumber } from '../command.ts';

const add = command(
  'add',
  'make a token for a program and print it, once',
  'admin token add --name backup --role viewer --days 365',
)
  .requiredOption('--name <name>')
  .addOption(new Option('--role <role>', 'what it may do').choices(roles).makeOptionMandatory())
  .option('--days <n>', 'how long it lasts; without it until it is removed', wholeNumber(1, 3650))
  .action(async (body: { name: string; role: Role; days?: number }) => {
    const context = commandContext({ isQuiet: true });
    const { token: made } = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'POST', path: '/tokens', body }),
    );
    context.print(`${made}   (shown this once)`);
  });

type Listed = { name: string; role: string; expiresAt?: string };

const list = command('list', 'the tokens', 'admin token list').action(async () => {
  const context = commandContext({ isQuiet: true });
  const { tokens } = await withAdminApi(context, ({ ask }) => ask({ method: 'GET', path: '/tokens' }));
  for (const { name, role, expiresAt } of tokens as Listed[])
    context.print(`${name.padEnd(24)}${role.padEnd(10)}${expiresAt ? `until ${expiresAt}` : ''}`.trimEnd());
});

const remove = command(
  'remove',
  'withdraw a token: it opens nothing from then on',
  'admin token remove backup',
)
  .argument('<name>')
  .action(async (name: string) => {
    const context = commandContext({ isQuiet: true });
    await withAdminApi(context, ({ ask }) => ask({ method: 'DELETE', path: path`/tokens/${name}` }));
    context.print(`${name} removed`);
  });

export const token = command('token', 'long-lived tokens of the administration', 'admin token list')
  .addCommand(add)
  .addCommand(list)
  .addCommand(remove);

type Change = { at: string; who: string; operation: string; subjectKind: string; subject: string };

export const audit = command('audit', 'what was changed last, the newest first', 'admin audit --limit 20')
  .option('--limit <n>', 'how many', wholeNumber(1, 200), 50)
  .option('--subject <name>', 'only of this subject, such as a VIN')
  .action(async ({ limit, subject }: { limit: number; subject?: string }) => {
    const context = commandContext({ isQuiet: true });
    const query = new URLSearchParams({ pageSize: String(limit), ...(subject ? { subject } : {}) });
    const page = await withAdminApi(context, ({ ask }) => ask({ method: 'GET', path: `/audit?${query}` }));
    for (const one of page._embedded.changes as Change[])
      context.print(`${one.at}  ${one.who.padEnd(16)}${one.operation}  ${one.subjectKind} ${one.subject}`);
  });
