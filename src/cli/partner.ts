import { addPartner } from '../store/enrol-fleets.ts';
import { setPartnerQuota } from '../store/quotas.ts';
import { command, commandContext } from './command.ts';
import { describeQuota, perDay, perSecond, type QuotaOptions, quotaFrom } from './quota.ts';
import { withDatabase } from './with-database.ts';

const add = command(
  'add',
  'enter a fleet owner and print the password and client_id, once',
  'partner add --login MZP000002',
)
  .requiredOption('--login <login>', 'what they come in with')
  .action(async (options: { login: string }) => {
    const context = commandContext({ isQuiet: true });
    const { login, password, clientId } = await withDatabase(context, (database) =>
      addPartner(database, options),
    );
    context.print(`login     ${login}\npassword  ${password}   (shown this once)\nclient_id ${clientId}`);
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
  .action(async (login: string, options: QuotaOptions) => {
    const context = commandContext({ isQuiet: true });
    const quota = await withDatabase(context, (database) =>
      setPartnerQuota(database, login, quotaFrom(options)),
    );
    context.print(describeQuota(quota, context.settings));
  });

export const partner = command('partner', 'fleet owners', 'partner add --login MZP000002')
  .addCommand(add)
  .addCommand(limits);
