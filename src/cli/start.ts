import { command, commandContext } from './command.ts';
import { runServer } from './run-server.ts';

export const start = command('start', 'run Roadwire until it is stopped', 'start').action(async () => {
  const context = commandContext({ isQuiet: false });
  await runServer(context, async ({ baseUrl, mqttUrl }) => {
    context.print(
      `Roadwire answers at ${baseUrl} (explore: ${baseUrl}/docs) and takes vehicles at ${mqttUrl}`,
    );
    return { stop: async () => undefined };
  });
});
