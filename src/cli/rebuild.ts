import { Argument } from 'commander';
import { foldOf } from '../episodes.ts';
import { changeStateIn } from '../ingest/change-state.ts';
import { createStateCache } from '../ingest/state-cache.ts';
import { createReadKnownStates } from '../known-states.ts';
import { repairAll } from '../repairs/repairs.ts';
import type { Database } from '../store/database.ts';
import { countMarks, markForRebuild } from '../store/history/repairs.ts';
import { findVehicleId } from '../store/vehicles/vehicles.ts';
import { createWriter, WriterTakenError } from '../store/writer.ts';
import { type CommandContext, command, commandContext } from './command.ts';
import { withDatabase } from './with-database.ts';

const kinds = ['trips', 'alerts', 'alarms', 'collisions', 'stolen', 'all'] as const;

export const rebuild = command(
  'rebuild',
  'derive trips, alerts, alarms, collisions and stolen episodes anew from the history that is kept; they are folded together, so whichever is named, all of them are',
  'rebuild trips --vin VR1DEVICE00000001',
)
  .addArgument(new Argument('<what>').choices(kinds))
  .option('--vin <vin>', 'of one vehicle only')
  .action(async (_what: string, { vin }: { vin?: string }) => {
    const context = commandContext({ isQuiet: true });
    await withDatabase(context, async (database) => {
      const count = await markForRebuild(database, await vehicleIdOf(database, vin));
      context.print(`${count} ${count === 1 ? 'vehicle' : 'vehicles'} to be rebuilt`);
      if (await repairHere(context, database)) context.print('done');
      else
        context.print(
          `a running Roadwire does it; ${await countMarks(database)} vehicles are waiting for it`,
        );
    });
  });

async function vehicleIdOf(database: Database, vin: string | undefined): Promise<number | undefined> {
  if (vin === undefined) return undefined;
  const vehicleId = await findVehicleId(database, vin.toUpperCase());
  if (vehicleId === undefined) throw new Error(`vin: there is no vehicle ${vin}`);
  return vehicleId;
}

/** Does it in this process where no other takes in messages; else gives false: that one has heard of it. */
async function repairHere({ settings, log }: CommandContext, database: Database): Promise<boolean> {
  const cache = createStateCache(10);
  const lanes = Array.from({ length: settings.lanes }, (_, lane) => ({
    writer: createWriter({ url: database.url, lane, log, onLost: () => cache.clear() }),
  }));
  try {
    for (const { writer } of lanes) await writer.open();
    const fold = foldOf(settings);
    const changeState = changeStateIn({ lanes, cache, read: createReadKnownStates(fold) });
    await repairAll({ fold, database, changeState }, ({ vehicleId }) => log.debug({ vehicleId }, 'rebuilt'));
    return true;
  } catch (error) {
    if (error instanceof WriterTakenError) return false;
    throw error;
  } finally {
    for (const { writer } of lanes) await writer.stop();
  }
}
