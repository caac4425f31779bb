import { path, withAdminApi } from '../admin-api.ts';
import { command, commandContext, wholeNumber } from '../command.ts';

export const pair = command(
  'pair',
  'print a code with which whoever has the vehicle can link it to their account, once',
  'vehicle pair VR1DEVICE00000001 --minutes 30',
)
  .argument('<vin>')
  .option('--minutes <n>', 'how long it is good', wholeNumber(1, 10_080), 30)
  .action(async (vin: string, { minutes }: { minutes: number }) => {
    const context = commandContext({ isQuiet: true });
    const { code, expiresAt } = await withAdminApi(context, ({ ask }) =>
      ask({ method: 'POST', path: path`/vehicles/${vin}/pairingCode`, body: { minutes } }),
    );
    context.print(`${code}   (good once, until ${expiresAt})`);
  });
