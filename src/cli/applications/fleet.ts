import type { NewFleet } from '../../store/vehicles/enrol-fleets.ts';
import { all, path, withAdminApi } from '../admin-api.ts';
import { command, commandContext } from '../command.ts';

const add = command(
  'add',
  'enter a fleet of a partner and print its id in the API',
  'fleet add --login MZP000002 --name "Pool cars"',
)
  .requiredOption('--login <login>', 'the partner')
  .requiredOption('--name <name>')
  .option('--description <text>')
  .action(async ({ login, name, description }: NewFleet) => {
    const context = commandContext({ isQuiet: true });
    const body = { partner: login, name, description };
    const { id } = await withAdminApi(context, ({ ask }) => ask({ method: 'POST', path: '/fleets', body }));
    context.print(id);
  });

type Listed = { id: string; name: string; partner: string; vehicles: number };

const list = command('list', 'the fleets, with their partners', 'fleet list').action(async () => {
  const context = commandContext({ isQuiet: true });
  await withAdminApi(context, async (api) => {
    for await (const { id, name, partner, vehicles } of all<Listed>(api, '/fleets'))
      context.print(`${id}  ${partner.padEnd(12)}${String(vehicles).padStart(6)} vehicles  ${name}`);
  });
});

type Link = { fleet: string; vin: string };

const link = command(
  'link',
  'put a vehicle into a fleet and print its id there',
  'fleet link --fleet 4be1… --vin VR1DEVICE00000001',
)
  .requiredOption('--fleet <id>', 'as `fleet list` shows it')
  .requiredOption('--vin <vin>')
  .action(async ({ fleet: id, vin }: Link) => {
    const context = commandContext({ isQuiet: true });
    const linked = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'POST', path: path`/fleets/${id}/vehicles`, body: { vin } }),
    );
    context.print(linked.id);
  });

const unlink = command(
  'unlink',
  'take a vehicle out of a fleet',
  'fleet unlink --fleet 4be1… --vin VR1DEVICE00000001',
)
  .requiredOption('--fleet <id>', 'as `fleet list` shows it')
  .requiredOption('--vin <vin>')
  .action(async ({ fleet: id, vin }: Link) => {
    const context = commandContext({ isQuiet: true });
    await withAdminApi(context, ({ ask }) =>
      ask({ method: 'DELETE', path: path`/fleets/${id}/vehicles/${vin}` }),
    );
    context.print(`${vin} is in the fleet no more`);
  });

const remove = command('remove', 'remove a fleet; its vehicles stay', 'fleet remove 4be1…')
  .argument('<id>', 'as `fleet list` shows it')
  .action(async (id: string) => {
    const context = commandContext({ isQuiet: true });
    const { removed } = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'DELETE', path: path`/fleets/${id}` }),
    );
    context.print(`fleet ${id} removed; ${removed.vehicles} vehicles were in it`);
  });

export const fleet = command('fleet', 'fleets and their vehicles', 'fleet list')
  .addCommand(add)
  .addCommand(list)
  .addCommand(link)
  .addCommand(unlink)
  .addCommand(remove);
