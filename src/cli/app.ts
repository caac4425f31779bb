import { Argument } from 'commander';
import { grantableScopes } from '../auth/scopes.ts';
import { type CallCenterCountry, callCenterCountries, setCallCenter } from '../store/call-centers.ts';
import { mintToken } from '../store/enrolment.ts';
import { setApplicationQuota } from '../store/quotas.ts';
import { add, secret } from './app-add.ts';
import { command, commandContext, wholeNumber } from './command.ts';
import { describeQuota, perDay, perSecond, type QuotaOptions, quotaFrom } from './quota.ts';
import { getUserId } from './user.ts';
import { withDatabase } from './with-database.ts';

type TokenOptions = { email: string; clientId: string; scope: string[]; days: number };

const token = command(
  'token',
  "mint an access token to a user's data",
  'app token --client-id 0f3a… --email ada@example.org --scope data:telemetry data:position',
)
  .requiredOption('--client-id <id>', 'the application')
  .requiredOption('--email <address>', 'the user')
  .option('--scope <scope...>', 'what it may see', ['data:telemetry', 'data:position'])
  .option('--days <n>', 'how long it lives', wholeNumber(1, 3650), 1)
  .action(async ({ email, clientId, scope, days }: TokenOptions) => {
    const context = commandContext({ isQuiet: true });
    const scopes = scope.flatMap((one) => one.split(/[\s,]+/));
    const unknown = scopes.filter(
      (one) => !grantableScopes.some((known) => one === known || one.startsWith(`${known}:`)),
    );
    if (unknown.length > 0)
      throw new Error(`scope: ${unknown.join(' ')}, expected some of ${grantableScopes.join(' ')}`);
    const minted = await withDatabase(context, async (database) => {
      const userId = await getUserId(database, email);
      const app = await database.query
        .selectFrom('applications')
        .select('id')
        .where('client_id', '=', clientId)
        .executeTakeFirst();
      if (!app) throw new Error(`client-id: there is no application ${clientId}`);
      return mintToken(database, { userId, applicationId: app.id, scopes, days }, Date.now());
    });
    context.print(minted);
  });

const callCenter = command(
  'call-center',
  'enter or change the number to call about a stolen vehicle in a country',
  "app call-center BR '+55 0800 000 0000'",
)
  .addArgument(new Argument('<country>').choices(callCenterCountries))
  .argument('<number>')
  .action(async (country: CallCenterCountry, number: string) => {
    const context = commandContext({ isQuiet: true });
    await withDatabase(context, (database) => setCallCenter(database, country, number));
    context.print(`${country} ${number}`);
  });

const limits = command(
  'limits',
  'show or change how often an application may call',
  'app limits 0f3a… --day 100000 --burst 100',
)
  .argument('<client-id>')
  .addOption(perDay)
  .addOption(perSecond)
  .option('--default', 'take what the settings say')
  .action(async (clientId: string, options: QuotaOptions) => {
    const context = commandContext({ isQuiet: true });
    const quota = await withDatabase(context, (database) =>
      setApplicationQuota(database, clientId, quotaFrom(options)),
    );
    context.print(describeQuota(quota, context.settings));
  });

export const app = command('app', 'applications and their tokens', 'app add --name "My map"')
  .addCommand(add)
  .addCommand(secret)
  .addCommand(token)
  .addCommand(callCenter)
  .addCommand(limits);
