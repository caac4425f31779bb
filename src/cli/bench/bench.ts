import { benchLineNames, runBench } from '../../../bench/run-bench.ts';
import { command, commandContext, wholeNumber } from '../command.ts';
import { createHistoryWorld } from './history-world.ts';
import { benchPeople } from './people.ts';
import { createBenchWorld } from './world.ts';

type Options = {
  only?: string[];
  seconds?: number;
  rounds?: number;
  vehicles?: number;
  databaseUrl?: string;
};

export const bench = command(
  'bench',
  'measure this machine: floor and product in turns, results into bench/results (about 11 minutes)',
  'bench --only ingest --seconds 5',
)
  .option('--only <line...>', `some of: ${benchLineNames.join(' ')}`)
  .option('--seconds <n>', 'length of each measured part', wholeNumber(1, 600))
  .option('--rounds <n>', 'turns of floor and product', wholeNumber(1, 20))
  .option('--vehicles <n>', 'connections, and vehicles with a history', wholeNumber(1, 20_000))
  .option('--database-url <url>', 'make the databases of the bench on this server')
  .action(async (options: Options) => {
    const { print } = commandContext({ isQuiet: true });
    const report = await runBench(
      { ...options, log: print },
      { createWorld: createBenchWorld, createHistoryWorld, people: benchPeople },
    );
    const wrong = report.lines.flatMap(({ checks }) => checks).filter(({ isRight }) => !isRight);
    if (wrong.length > 0) throw new Error(`${wrong.length} checks of the bench were wrong`);
  });
