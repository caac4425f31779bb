import { Option } from 'commander';
import { wakeUpChannels } from '../../model/vehicle-line.ts';
import { path, withAdminApi } from '../admin-api.ts';
import { command, commandContext } from '../command.ts';

/** Shows how a vehicle is woken, after changing it where a way is given. */
export const wakeUp = command(
  'wake-up',
  'how a vehicle is woken; without an option it is only shown',
  'vehicle wake-up VR1DEVICE00000001 --by http',
)
  .argument('<vin>')
  .addOption(
    new Option('--by <way>', 'all: every way that is switched on').choices([...wakeUpChannels, 'all']),
  )
  .action(async (vin: string, { by }: { by?: string }) => {
    const context = commandContext({ isQuiet: true });
    const change = by ? { method: 'PUT' as const, body: { channel: by } } : { method: 'GET' as const };
    const { channel } = await withAdminApi(context, ({ ask }) =>
      ask({ ...change, path: path`/vehicles/${vin}/wakeUp` }),
    );
    context.print(channel);
  });
