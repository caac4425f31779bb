import { addPartner } from '../store/enrol-fleets.ts';
import { command, commandContext } from './command.ts';
import { withDatabase } from './with-database.ts';

const add = command(
  'add',
  'enter a fleet owner and print the password and client_id, once',
  'partner add --login MZP000002',
)
  .requiredOption('--login <login>', 'what they come in with')
  .action(async (options: { login: string }) => {
    const context = commandContext({ isQuiet: true });
    const { login, password, clientId } = await withDatabase(context, (database) =>
      addPartner(database, options),
    );
    context.print(`login     ${login}\npassword  ${password}   (shown this once)\nclient_id ${clientId}`);
  });

export const partner = command('partner', 'fleet owners', 'partner add --login MZP000002').addCommand(add);
