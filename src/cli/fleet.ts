import { addFleet, addToFleet, describeFleets, type NewFleet } from '../store/enrol-fleets.ts';
import { getVehicleId } from '../store/vehicles.ts';
import { command, commandContext } from './command.ts';
import { withDatabase } from './with-database.ts';

const add = command(
  'add',
  'enter a fleet of a partner and print its id in the API',
  'fleet add --login MZP000002 --name "Pool cars"',
)
  .requiredOption('--login <login>', 'the partner')
  .requiredOption('--name <name>')
  .option('--description <text>')
  .action(async (options: NewFleet) => {
    const context = commandContext({ isQuiet: true });
    context.print(await withDatabase(context, (database) => addFleet(database, options)));
  });

const list = command('list', 'the fleets, with their partners', 'fleet list').action(async () => {
  const context = commandContext({ isQuiet: true });
  for (const { id, name, login, vehicles } of await withDatabase(context, describeFleets))
    context.print(`${id}  ${login.padEnd(12)}${String(vehicles).padStart(6)} vehicles  ${name}`);
});

const link = command(
  'link',
  'put a vehicle into a fleet and print its id there',
  'fleet link --fleet 4be1… --vin VR1DEVICE00000001',
)
  .requiredOption('--fleet <id>', 'as `fleet list` shows it')
  .requiredOption('--vin <vin>')
  .action(async ({ fleet: id, vin }: { fleet: string; vin: string }) => {
    const context = commandContext({ isQuiet: true });
    const linked = await withDatabase(context, async (database) =>
      addToFleet(database, id, await getVehicleId(database, vin)),
    );
    context.print(linked);
  });

export const fleet = command('fleet', 'fleets and their vehicles', 'fleet list')
  .addCommand(add)
  .addCommand(list)
  .addCommand(link);
