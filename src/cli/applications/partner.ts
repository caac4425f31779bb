import { all, path, withAdminApi } from '../admin-api.ts';
import { command, commandContext } from '../command.ts';
import { changeQuota, perDay, perSecond, type QuotaOptions } from './quota.ts';

const add = command(
  'add',
  'enter a fleet owner and print the password and client_id, once',
  'partner add --login MZP000002',
)
  .requiredOption('--login <login>', 'what they come in with')
  .action(async (body: { login: string }) => {
    const context = commandContext({ isQuiet: true });
    const { login, password, clientId } = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'POST', path: '/partners', body }),
    );
    context.print(`login     ${login}\npassword  ${password}   (shown this once)\nclient_id ${clientId}`);
  });

const password = command(
  'password',
  'give a fleet owner a new password in the place of the old one',
  'partner password MZP000002',
)
  .argument('<login>')
  .action(async (login: string) => {
    const context = commandContext({ isQuiet: true });
    const fresh = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'POST', path: path`/partners/${login}/password` }),
    );
    context.print(`password  ${fresh.password}   (shown this once)`);
  });

type Listed = { login: string; clientId: string; fleets: number };

const list = command('list', 'the fleet owners', 'partner list').action(async () => {
  const context = commandContext({ isQuiet: true });
  await withAdminApi(context, async (api) => {
    for await (const { login, clientId, fleets } of all<Listed>(api, '/partners'))
      context.print(`${login.padEnd(16)}${clientId}${String(fleets).padStart(6)} fleets`);
  });
});

const limits = command(
  'limits',
  'show or change how often a fleet owner may call',
  'partner limits MZP000002 --day 100000 --burst 100',
)
  .argument('<login>')
  .addOption(perDay)
  .addOption(perSecond)
  .option('--default', 'take what the settings say')
  .action((login: string, options: QuotaOptions) =>
    changeQuota(commandContext({ isQuiet: true }), path`/partners/${login}`, options),
  );

const remove = command(
  'remove',
  'remove a fleet owner with their fleets; the vehicles stay',
  'partner remove MZP000002',
)
  .argument('<login>')
  .action(async (login: string) => {
    const context = commandContext({ isQuiet: true });
    const { removed } = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'DELETE', path: path`/partners/${login}` }),
    );
    context.print(`partner ${login} removed with ${removed.fleets} fleets`);
  });

export const partner = command('partner', 'fleet owners', 'partner add --login MZP000002')
  .addCommand(add)
  .addCommand(list)
  .addCommand(password)
  .addCommand(limits)
  .addCommand(remove);
