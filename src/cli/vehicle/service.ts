import { Option } from 'commander';
import {
  type Audience,
  audiences,
  knownServices,
  type VehicleService,
} from '../../store/vehicles/services.ts';
import { path, withAdminApi } from '../admin-api.ts';
import { command, commandContext } from '../command.ts';

export const services = command(
  'services',
  'the services that are active on a vehicle: what it uploads, and for whom',
  'vehicle services VR1DEVICE00000001',
)
  .argument('<vin>')
  .action(async (vin: string) => {
    const context = commandContext({ isQuiet: true });
    const found = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'GET', path: path`/vehicles/${vin}/services` }),
    );
    for (const { name, audience, scopes } of found.services as VehicleService[])
      context.print(`${name.padEnd(26)}${audience.padEnd(10)}${scopes.join(' ')}`);
  });

type Given = { scope?: string[]; for?: Audience };

const add = command(
  'add',
  `activate a service, or change what it uploads; known are ${knownServices.map(({ name }) => name).join(', ')}`,
  'vehicle service add VR1DEVICE00000001 "Mileage only" --for fleet --scope data:telemetry:vehicle:odometer',
)
  .argument('<vin>')
  .argument('<name>')
  .option('--scope <scope...>', 'what it uploads')
  .addOption(new Option('--for <audience>', 'who it is for').choices(audiences))
  .action(async (vin: string, name: string, given: Given) => {
    const context = commandContext({ isQuiet: true });
    const known = knownServices.find((service) => service.name === name);
    const [audience, scopes] = [given.for ?? known?.audience, given.scope ?? known?.scopes];
    if (!audience || !scopes)
      throw new Error(`name: ${name} is none of the known services, so --for and --scope are needed`);
    await withAdminApi(context, ({ ask }) =>
      ask({ method: 'PUT', path: path`/vehicles/${vin}/services/${name}`, body: { audience, scopes } }),
    );
    context.print(`${name} uploads ${scopes.join(' ')} for ${audience}`);
  });

const remove = command(
  'remove',
  'end a service: what no other uploads is no longer shown',
  'vehicle service remove VR1DEVICE00000001 ConnectivityForPartners',
)
  .argument('<vin>')
  .argument('<name>')
  .action(async (vin: string, name: string) => {
    const context = commandContext({ isQuiet: true });
    await withAdminApi(context, ({ ask }) =>
      ask({ method: 'DELETE', path: path`/vehicles/${vin}/services/${name}` }),
    );
    context.print(`${name} ended`);
  });

export const service = command('service', 'start and end services of a vehicle', 'vehicle service --help')
  .addCommand(add)
  .addCommand(remove);
