import { createRequire } from 'node:module';
import { Command } from 'commander';
import { app } from './applications/app.ts';
import { fleet } from './applications/fleet.ts';
import { partner } from './applications/partner.ts';
import { bench } from './bench/bench.ts';
import { ca } from './ca/ca.ts';
import { deadLetters } from './dead-letters.ts';
import { demo } from './demo.ts';
import { migrate } from './migrate.ts';
import { admin } from './people/admin.ts';
import { user } from './people/user.ts';
import { rebuild } from './rebuild.ts';
import { replay } from './simulate/replay.ts';
import { simulate } from './simulate/simulate.ts';
import { start } from './start.ts';
import { vehicle } from './vehicle/vehicle.ts';
import { webhook } from './webhook.ts';

const { version } = createRequire(import.meta.url)('../../../package.json') as { version: string };

const program = new Command('roadwire')
  .version(version)
  .description(
    'A connected-vehicle cloud: any vehicle in, one Web API out. Settings come from the environment (example.env).',
  )
  .addHelpText('after', '\nExample:\n  $ npx roadwire demo');
for (const one of [
  start,
  demo,
  simulate,
  replay,
  bench,
  migrate,
  vehicle,
  user,
  app,
  partner,
  fleet,
  admin,
  ca,
  deadLetters,
  rebuild,
  webhook,
])
  program.addCommand(one);

/** Runs the command line; a failure is one clear line and a non-zero exit. */
export async function main(argv: string[]): Promise<void> {
  try {
    await program.parseAsync(argv);
    process.exit(process.exitCode ?? 0);
  } catch (error) {
    process.stderr.write(`roadwire: ${lineOf(error)}\n`);
    if (process.env.ROADWIRE_LOG_LEVEL === 'debug') process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  }
}

/** What went wrong, in one line. */
function lineOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: string };
  if (typeof code === 'string' && /^(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|28P01|3D000)$/.test(code))
    return `DATABASE_URL: the database cannot be reached: ${message || code}`;
  return message ?? String(error);
}
