import { Argument } from 'commander';
import { type CallCenterCountry, callCenterCountries } from '../../store/vehicles/call-centers.ts';
import { path, withAdminApi } from '../admin-api.ts';
import { command, commandContext, wholeNumber } from '../command.ts';
import { add, change, list, remove, secret } from './app-add.ts';
import { changeQuota, perDay, perSecond, type QuotaOptions } from './quota.ts';

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
    const body = { user: email, scopes: scope, days };
    const { accessToken } = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'POST', path: path`/applications/${clientId}/tokens`, body }),
    );
    context.print(accessToken);
  });

const callCenter = command(
  'call-center',
  'enter or change the number to call about a stolen vehicle in a country',
  "app call-center BR '+55 0800 000 0000'",
)
  .addArgument(new Argument('<country>').choices(callCenterCountries))
  .argument('<number>')
  .action(async (country: CallCenterCountry, phoneNumber: string) => {
    const context = commandContext({ isQuiet: true });
    await withAdminApi(context, ({ ask }) =>
      ask({ method: 'PUT', path: path`/callCenters/${country}`, body: { phoneNumber } }),
    );
    context.print(`${country} ${phoneNumber}`);
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
  .action((clientId: string, options: QuotaOptions) =>
    changeQuota(commandContext({ isQuiet: true }), path`/applications/${clientId}`, options),
  );

export const app = command('app', 'applications and their tokens', 'app add --name "My map"')
  .addCommand(add)
  .addCommand(list)
  .addCommand(change)
  .addCommand(secret)
  .addCommand(token)
  .addCommand(callCenter)
  .addCommand(limits)
  .addCommand(remove);
