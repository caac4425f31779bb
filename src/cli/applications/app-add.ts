import { Option } from 'commander';
import { type GrantType, grantTypes } from '../../store/access/applications.ts';
import { all, path, withAdminApi } from '../admin-api.ts';
import { command, commandContext, wholeNumber } from '../command.ts';

type AddOptions = {
  name: string;
  redirectUri: string[];
  scope?: string[];
  grant?: GrantType[];
  firstParty?: boolean;
  callCenters?: boolean;
  accessTokenS?: number;
};

const redirects = 'where users come back to: a web address exactly so, any other with everything below it';

const tokenLife = () =>
  new Option(
    '--access-token-s <seconds>',
    'how long its access tokens live; 0: as ROADWIRE_ACCESS_TOKEN_S says',
  ).argParser(wholeNumber(0, 31_536_000));

const grants = () => new Option('--grant <grant...>', 'how it comes by tokens').choices(grantTypes);

export const add = command(
  'add',
  'register an application and print its id and secret, once',
  'app add --name "My map" --redirect-uri mymap://oauth2redirect --scope data:telemetry data:position',
)
  .requiredOption('--name <name>')
  .option('--redirect-uri <uri...>', redirects, [])
  .option('--scope <scope...>', 'what it may ask for; all data and remote actions where this is left out')
  .addOption(grants().default(['authorization_code', 'refresh_token']))
  .option('--first-party', 'your own: without scopes of data a token covers all data')
  .option('--call-centers', 'tell it where to call about stolen vehicles')
  .addOption(tokenLife())
  .action(async (options: AddOptions) => {
    const context = commandContext({ isQuiet: true });
    const app = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'POST', path: '/applications', body: bodyFrom(options) }),
    );
    context.print(`client_id     ${app.clientId}\nclient secret ${app.clientSecret}   (shown this once)`);
  });

export const change = command(
  'change',
  'change what an application may; tokens that are out open no more than that',
  'app change 0f3a… --scope data:telemetry',
)
  .argument('<client-id>')
  .option('--name <name>')
  .option('--redirect-uri <uri...>', redirects)
  .option('--scope <scope...>', 'what it may ask for')
  .addOption(grants())
  .option('--first-party', 'your own: without scopes of data a token covers all data')
  .option('--no-first-party', 'not your own')
  .option('--call-centers', 'tell it where to call about stolen vehicles')
  .option('--no-call-centers', 'tell it no more')
  .addOption(tokenLife())
  .action(async (clientId: string, options: Partial<AddOptions>) => {
    const context = commandContext({ isQuiet: true });
    const body = bodyFrom(options);
    const app = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'PATCH', path: path`/applications/${clientId}`, body }),
    );
    context.print(JSON.stringify(app, null, 2));
  });

function bodyFrom(options: Partial<AddOptions>) {
  const { name, redirectUri, scope, grant, firstParty, callCenters, accessTokenS } = options;
  return {
    name,
    redirectUris: redirectUri,
    scopes: scope,
    grants: grant,
    isFirstParty: firstParty,
    seesCallCenters: callCenters,
    accessTokenS,
  };
}

export const secret = command(
  'secret',
  'give an application a new secret; the old one stays good for a while',
  'app secret 0f3a… --keep-old-hours 24',
)
  .argument('<client-id>')
  .option('--keep-old-hours <n>', 'how long the old one stays good', wholeNumber(0, 720), 24)
  .action(async (clientId: string, { keepOldHours }: { keepOldHours: number }) => {
    const context = commandContext({ isQuiet: true });
    const { clientSecret, previousSecretUntil } = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'POST', path: path`/applications/${clientId}/secret`, body: { keepOldHours } }),
    );
    const old =
      keepOldHours === 0 ? 'the old one is good no more' : `the old one is good until ${previousSecretUntil}`;
    context.print(`client secret ${clientSecret}   (shown this once; ${old})`);
  });

type Listed = { clientId: string; name: string; users: number };

export const list = command('list', 'the applications', 'app list').action(async () => {
  const context = commandContext({ isQuiet: true });
  await withAdminApi(context, async (api) => {
    for await (const { clientId, name, users } of all<Listed>(api, '/applications'))
      context.print(`${clientId}  ${String(users).padStart(6)} users  ${name}`);
  });
});

export const remove = command(
  'remove',
  'remove an application with its tokens and the consents it has',
  'app remove 0f3a…',
)
  .argument('<client-id>')
  .action(async (clientId: string) => {
    const context = commandContext({ isQuiet: true });
    const { removed } = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'DELETE', path: path`/applications/${clientId}` }),
    );
    context.print(`application ${clientId} removed; ${removed.users} users had allowed it something`);
  });
