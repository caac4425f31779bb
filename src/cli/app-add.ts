import { Option } from 'commander';
import { covers } from '../auth/scopes.ts';
import { redirectFault } from '../oauth/redirects.ts';
import { knownScopes, splitScopes } from '../oauth/scopes.ts';
import { type GrantType, grantTypes, renewApplicationSecret } from '../store/applications.ts';
import { addApplication } from '../store/enrolment.ts';
import { command, commandContext, wholeNumber } from './command.ts';
import { withDatabase } from './with-database.ts';

type AddOptions = {
  name: string;
  redirectUri: string[];
  scope?: string[];
  grant?: GrantType[];
  firstParty?: boolean;
  callCenters?: boolean;
};

export const add = command(
  'add',
  'register an application and print its id and secret, once',
  'app add --name "My map" --redirect-uri mymap://oauth2redirect --scope data:telemetry data:position',
)
  .requiredOption('--name <name>')
  .option(
    '--redirect-uri <uri...>',
    'where users come back to: a web address exactly so, any other with everything below it',
    [],
  )
  .option('--scope <scope...>', 'what it may ask for; all data and remote actions where this is left out')
  .addOption(
    new Option('--grant <grant...>', 'how it comes by tokens')
      .choices(grantTypes)
      .default(['authorization_code', 'refresh_token']),
  )
  .option('--first-party', 'your own: without scopes of data a token covers all data')
  .option('--call-centers', 'tell it where to call about stolen vehicles')
  .action(async ({ name, redirectUri, scope, grant, firstParty, callCenters }: AddOptions) => {
    const context = commandContext({ isQuiet: true });
    refuseWrongUris(redirectUri);
    const app = await withDatabase(context, (database) =>
      addApplication(database, {
        name,
        redirectUris: redirectUri,
        scopes: scope && checkedScopes(scope),
        grants: grant,
        isFirstParty: firstParty,
        seesCallCenters: callCenters,
      }),
    );
    context.print(`client_id     ${app.clientId}\nclient secret ${app.clientSecret}   (shown this once)`);
  });

function refuseWrongUris(uris: readonly string[]): void {
  for (const uri of uris) {
    const fault = redirectFault(uri);
    if (fault) throw new Error(`redirect-uri: ${uri}, ${fault}`);
  }
}

/** Each is a scope that can be asked for, or stands above one. */
function checkedScopes(given: readonly string[]): string[] {
  const scopes = given.flatMap(splitScopes);
  const unknown = scopes.filter((scope) => !knownScopes.some((known) => covers([scope], known)));
  if (unknown.length === 0) return scopes;
  throw new Error(`scope: ${unknown.join(' ')}, expected some of data remote ${knownScopes.join(' ')}`);
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
    const until = new Date(Date.now() + keepOldHours * 3_600_000);
    const fresh = await withDatabase(context, (database) =>
      renewApplicationSecret(database, clientId, until),
    );
    const old =
      keepOldHours === 0 ? 'the old one is good no more' : `the old one is good until ${until.toISOString()}`;
    context.print(`client secret ${fresh}   (shown this once; ${old})`);
  });
