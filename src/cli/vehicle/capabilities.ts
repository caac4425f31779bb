import { Option } from 'commander';
import { capabilityScopes, type RemoteName, remoteNames } from '../../model/capabilities.ts';
import { path, withAdminApi } from '../admin-api.ts';
import { command, commandContext } from '../command.ts';

type Given = { data?: string[]; remote?: RemoteName[]; reset?: true };

/** Shows what the API tells of a vehicle's capabilities, after changing it where something is given. */
export const capabilities = command(
  'capabilities',
  'what a vehicle can tell and do; without options it is only shown',
  'vehicle capabilities VR1DEVICE00000001 --remote door horn lights',
)
  .argument('<vin>')
  .addOption(new Option('--data <scope...>', 'what it tells').choices(capabilityScopes))
  .addOption(new Option('--remote <name...>', 'what it can be told to do').choices(remoteNames))
  .option('--reset', 'as every vehicle of its motorization')
  .action(async (vin: string, { reset, ...given }: Given) => {
    const context = commandContext({ isQuiet: true });
    const method = reset ? 'PUT' : given.data || given.remote ? 'PATCH' : 'GET';
    const body = method === 'GET' ? undefined : given;
    const shown = await withAdminApi(context, ({ ask }) =>
      ask({ method, path: path`/vehicles/${vin}/capabilities`, body }),
    );
    context.print(JSON.stringify(shown, null, 2));
  });
