import { Option } from 'commander';
import {
  type Capabilities,
  capabilitiesFrom,
  capabilityScopes,
  type RemoteName,
  remoteNames,
} from '../model/capabilities.ts';
import { findVehicle, getVehicleId, setCapabilities } from '../store/vehicles.ts';
import { command, commandContext } from './command.ts';
import { withDatabase } from './with-database.ts';

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
    const shown = await withDatabase(context, async (database) => {
      const id = await getVehicleId(database, vin);
      const before = await findVehicle(database, vin.toUpperCase());
      const known = reset ? {} : (JSON.parse(before?.capabilities ?? '{}') as Partial<Capabilities>);
      const own = { ...known, ...given };
      if (reset || given.data || given.remote) await setCapabilities(database, id, own);
      return capabilitiesFrom(before?.motorization ?? '', own);
    });
    context.print(JSON.stringify(shown, null, 2));
  });
