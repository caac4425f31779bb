import { Option } from 'commander';
import { motorizations, type NewVehicle } from '../../store/vehicles/enrolment.ts';
import { all, path, withAdminApi } from '../admin-api.ts';
import { command, commandContext, wholeNumber } from '../command.ts';
import { capabilities } from './capabilities.ts';
import { importVehicles } from './import.ts';
import { pair } from './pair.ts';
import { service, services } from './service.ts';
import { wakeUp } from './wake-up.ts';

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
  .option('--generation <n>', 'of its hardware, for your records', wholeNumber(1, 2))
  .action(async (body: NewVehicle) => {
    const context = commandContext({ isQuiet: true });
    const { vin, username, secret } = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'POST', path: '/vehicles', body }),
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
    const fresh = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'POST', path: path`/vehicles/${vin}/secret` }),
    );
    context.print(`secret    ${fresh.secret}   (shown this once)`);
  });

type Listed = { vin: string; motorization: string; presence?: string; presenceSince?: string };

const list = command('list', 'the vehicles, and which of them are on the line', 'vehicle list').action(
  async () => {
    const context = commandContext({ isQuiet: true });
    await withAdminApi(context, async (api) => {
      for await (const { vin, motorization, presence, presenceSince } of all<Listed>(api, '/vehicles')) {
        const since = presenceSince ? ` since ${presenceSince}` : '';
        context.print(`${vin.padEnd(18)}${motorization.padEnd(10)}${presence ?? 'never seen'}${since}`);
      }
    });
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
    const found = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'GET', path: path`/vehicles/${vin}/status` }),
    );
    context.print(JSON.stringify(found, null, 2));
  });

const remove = command(
  'remove',
  'remove a vehicle with everything it told, its secret, and its places with users and in fleets',
  'vehicle remove VR1DEVICE00000001',
)
  .argument('<vin>')
  .action(async (vin: string) => {
    const context = commandContext({ isQuiet: true });
    const { removed } = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'DELETE', path: path`/vehicles/${vin}` }),
    );
    context.print(
      `${vin} removed (users ${removed.users}, fleets ${removed.fleets}); its history goes in the background`,
    );
  });

export const vehicle = command('vehicle', 'vehicles and their secrets', 'vehicle list')
  .addCommand(add)
  .addCommand(importVehicles)
  .addCommand(secret)
  .addCommand(pair)
  .addCommand(list)
  .addCommand(show)
  .addCommand(remove)
  .addCommand(services)
  .addCommand(service)
  .addCommand(capabilities)
  .addCommand(wakeUp);
