import { systemClock } from '../lib/clock.ts';
import type { Database } from '../store/database.ts';
import { askRetry } from '../store/registry/dead-letters.ts';
import { command, commandContext, wholeNumber } from './command.ts';
import { withDatabase } from './with-database.ts';

const list = command('list', 'what could not be read, newest first', 'dead-letters list --limit 20')
  .option('--limit <n>', 'how many', wholeNumber(1, 10_000), 50)
  .action(async ({ limit }: { limit: number }) => {
    const context = commandContext({ isQuiet: true });
    const { rows, total } = await withDatabase(context, (database) => readLetters(database, limit));
    for (const { id, vin, channel, at, reason, bytes } of rows)
      context.print(
        `${String(id).padStart(8)}  ${at.toISOString()}  ${vin}  ${channel}  ${bytes} bytes  ${reason}`,
      );
    context.print(`${total} in all`);
  });

async function readLetters({ query }: Database, limit: number) {
  const rows = await query
    .selectFrom('dead_letters as d')
    .innerJoin('vehicles as v', 'v.id', 'd.vehicle_id')
    .select(({ fn }) => [
      'd.id',
      'v.vin',
      'd.channel',
      'd.received_at as at',
      'd.reason',
      fn<number>('length', ['d.payload']).as('bytes'),
    ])
    .orderBy('d.id', 'desc')
    .limit(limit)
    .execute();
  const { total } = await query
    .selectFrom('dead_letters')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows, total };
}

const show = command(
  'show',
  'write the bytes of one to standard output',
  'dead-letters show 17 > message.json',
)
  .argument('<id>', 'its number', wholeNumber(1, Number.MAX_SAFE_INTEGER))
  .action(async (id: number) => {
    const context = commandContext({ isQuiet: true });
    const row = await withDatabase(context, ({ query }) =>
      query.selectFrom('dead_letters').select('payload').where('id', '=', id).executeTakeFirst(),
    );
    if (!row) throw new Error(`id: there is no dead letter ${id}`);
    process.stdout.write(row.payload);
  });

const retry = command(
  'retry',
  'drive them through again; the running Roadwire does it, or the next one that starts',
  'dead-letters retry --all',
)
  .argument('[ids...]', 'their numbers')
  .option('--all', 'all of them')
  .action(async (ids: string[], { all }: { all?: boolean }) => {
    const context = commandContext({ isQuiet: true });
    const chosen = ids.map(wholeNumber(1, Number.MAX_SAFE_INTEGER));
    if (chosen.length === 0 && !all) throw new Error('ids: expected numbers, or --all');
    const count = await withDatabase(context, (database) =>
      askRetry(database, all ? undefined : chosen, systemClock.now()),
    );
    if (count === 0 && !all) throw new Error(`ids: there is no dead letter ${ids.join(', ')}`);
    context.print(`${count} to be driven through again`);
  });

export const deadLetters = command('dead-letters', 'messages that could not be read', 'dead-letters list')
  .addCommand(list)
  .addCommand(show)
  .addCommand(retry);
