import { newPairingCode } from '../store/pairings.ts';
import { getVehicleId } from '../store/vehicles.ts';
import { command, commandContext, wholeNumber } from './command.ts';
import { withDatabase } from './with-database.ts';

export const pair = command(
  'pair',
  'print a code with which whoever has the vehicle can link it to their account, once',
  'vehicle pair VR1DEVICE00000001 --minutes 30',
)
  .argument('<vin>')
  .option('--minutes <n>', 'how long it is good', wholeNumber(1, 10_080), 30)
  .action(async (vin: string, { minutes }: { minutes: number }) => {
    const context = commandContext({ isQuiet: true });
    const until = new Date(Date.now() + minutes * 60_000);
    const code = await withDatabase(context, async (database) =>
      newPairingCode(database, await getVehicleId(database, vin), until),
    );
    context.print(`${code}   (good once, until ${until.toISOString()})`);
  });
