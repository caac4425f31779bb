import { readFileSync } from 'node:fs';
import { withAdminApi } from '../admin-api.ts';
import { command, commandContext } from '../command.ts';

type Report = {
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  rows: {
    row: number;
    vin?: string;
    outcome: string;
    secret?: string;
    fault?: { field: string; value: string; expected: string };
  }[];
};

const types: Record<string, string> = {
  csv: 'text/csv',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
};

/** The report on each row that did something; the exit code tells whether one was refused. */
export const importVehicles = command(
  'import',
  'enter or change many vehicles from a file of CSV, JSON or JSON lines; secrets of new ones are printed, once',
  'vehicle import vehicles.csv --dry-run',
)
  .argument(
    '<file>',
    'columns: vin, motorization, generation, brand, label, pictures, owner, fleet, data, remote',
  )
  .option('--dry-run', 'report what would be done, and do nothing')
  .action(async (file: string, { dryRun }: { dryRun?: true }) => {
    const context = commandContext({ isQuiet: true });
    const type = types[file.split('.').at(-1)?.toLowerCase() ?? ''];
    if (!type) throw new Error(`file: ${file}, expected one that ends in .csv, .json, .ndjson or .jsonl`);
    const body = readFileSync(file, 'utf8');
    const report = (await withAdminApi(context, ({ ask }) =>
      ask({ method: 'POST', path: `/vehicles/import?dryRun=${dryRun === true}`, body, type }),
    )) as Report;
    for (const { row, vin = '', outcome, secret, fault } of report.rows) {
      if (outcome === 'unchanged') continue;
      const said = fault ? `${fault.field}: ${fault.value}, expected ${fault.expected}` : (secret ?? '');
      context.print(`${String(row).padStart(6)}  ${vin.padEnd(18)}${outcome.padEnd(10)}${said}`.trimEnd());
    }
    const { created, updated, unchanged, refused } = report;
    context.print(
      `${dryRun ? 'would be: ' : ''}${created} created, ${updated} updated, ${unchanged} unchanged, ${refused} refused`,
    );
    if (refused > 0) process.exitCode = 1;
  });
