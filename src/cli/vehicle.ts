import { Option } from 'commander';
import { addVehicle, motorizations, type NewVehicle, renewVehicleSecret } from '../store/enrolment.ts';
import { describeVehicle, listVehicles } from '../store/vehicles.ts';
import { command, commandContext } from './command.ts';
import { capabilities } from './vehicle-capabilities.ts';
import { pair } from './vehicle-pair.ts';
import { service, services } from './vehicle-service.ts';
import { withDatabase } from './with-database.ts';

const add = command(
  'add',
  'enter a vehicle and print its user name and secret, once',
  'vehicle add --vin VR1DEVICE00000001 --motorization Electric',
)
  .requiredOption('--vin <vin>', '5 to 17 letters and digits')
  .addOption(
    new Option('--motorization <kind>', 'what drives it').choices(motorizations).makeOptionMandatory(),
  )
  .option('--brand <brand>')
  .option('--label <label>', 'how the owner calls it')
  .action(async (options: NewVehicle) => {
    const context = commandContext({ isQuiet: true });
    const { vin, username, secret } = await withDatabase(context, (database) =>
      addVehicle(database, options),
    );
    context.print(`vehicle   ${vin}\nuser name ${username}\nsecret    ${secret}   (shown this once)`);
  });

const secret = command(
  'secret',
  'give a vehicle a new secret in the place of the old one',
  'vehicle secret VR1DEVICE00000001',
)
  .argument('<vin>')
  .action(async (vin: string) => {
    const context = commandContext({ isQuiet: true });
    const fresh = await withDatabase(context, (database) => renewVehicleSecret(database, vin));
    context.print(`secret    ${fresh}   (shown this once)`);
  });

const list = command('list', 'the vehicles, and which of them are on the line', 'vehicle list').action(
  async () => {
    const context = commandContext({ isQuiet: true });
    const rows = await withDatabase(context, listVehicles);
    for (const { vin, motorization, presence, changedAt } of rows) {
      const since = changedAt ? ` since ${changedAt.toISOString()}` : '';
      context.print(`${vin.padEnd(18)}${motorization.padEnd(10)}${presence ?? 'never seen'}${since}`);
    }
  },
);

const show = command(
  'show',
  'everything known of a vehicle now, each value with its time',
  'vehicle show VR1DEVICE00000001',
)
  .argument('<vin>')
  .action(async (vin: string) => {
    const context = commandContext({ isQuiet: true });
    const found = await withDatabase(context, (database) => describeVehicle(database, vin.toUpperCase()));
    if (!found) throw new Error(`vin: there is no vehicle ${vin}`);
    context.print(JSON.stringify(found, null, 2));
  });

export const vehicle = command('vehicle', 'vehicles and their secrets', 'vehicle list')
  .addCommand(add)
  .addCommand(secret)
  .addCommand(pair)
  .addCommand(list)
  .addCommand(show)
  .addCommand(services)
  .addCommand(service)
  .addCommand(capabilities);
