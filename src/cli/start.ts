import { certificateFaults } from './ca/certificate-faults.ts';
import { command, commandContext } from './command.ts';
import { printFirstAdministrator } from './people/first-administrator.ts';
import { runServer } from './run-server.ts';

export const start = command('start', 'run Roadwire until it is stopped', 'start').action(async () => {
  const context = commandContext({ isQuiet: false, faultsOf: certificateFaults });
  await runServer(context, async (cloud) => {
    const { baseUrl, mqttUrl, mqttsUrl } = cloud;
    context.print(
      `Roadwire answers at ${baseUrl} (explore: ${baseUrl}/docs) and takes vehicles at ${[mqttUrl, mqttsUrl].filter(Boolean).join(' and ')}`,
    );
    await printFirstAdministrator(context, cloud);
    return { stop: async () => undefined };
  });
});
