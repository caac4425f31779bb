import { once } from 'node:events';
import { type Cloud, startCloud } from '../cloud.ts';
import { systemClock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { createUndo } from '../lib/undo.ts';
import { waitOr } from '../lib/wait.ts';
import type { CommandContext } from './command.ts';
import { watchFaults } from './faults.ts';
import { writeServerFile } from './server-file.ts';

type StartDeps = Parameters<typeof startCloud>[1];
type Context = CommandContext & { routes?: StartDeps['routes'] };
type WhileRunning = (cloud: Cloud) => Promise<{ stop(): Promise<void> }>;

/** After a fault, what is broken may not stop; PostgreSQL, which is stopped last, is to be reached all the same. */
const patience = { patienceMs: 10_000, afterwardsMs: 1_000 };

/**
 * Starts a Roadwire and runs until it is told to stop (SIGTERM, SIGINT). `whileRunning` is called once it
 * answers; what it returns is stopped first. A second signal ends the process at once. SIGHUP: certificates are read
 * again. `routes`: what is served beside it. After an exception that nobody caught it is stopped too, and fails.
 */
export async function runServer(context: Context, whileRunning: WhileRunning): Promise<void> {
  const { settings, log, routes } = context;
  const undo = createUndo();
  const faults = watchFaults(log);
  const stopAsked = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  // Stopped last, and there when something runs.
  const serverFile = undo.later(serverFileOf(settings));
  const starting = startCloud(settings, { clock: systemClock, log, undo, ...(routes ? { routes } : {}) });
  const stopped = runUntil(stopAsked, { starting, serverFile, whileRunning, undo, log });
  if ((await Promise.race([faults.first, stopped])) === 'fault') await stopBroken({ starting, undo, log });
  faults.forget();
}

type Running = { starting: Promise<Cloud>; undo: ReturnType<typeof createUndo>; log: Log };

async function runUntil(
  stopAsked: Promise<unknown>,
  running: Running & { serverFile: ReturnType<typeof serverFileOf>; whileRunning: WhileRunning },
): Promise<'stopped'> {
  const { starting, serverFile, whileRunning, undo, log } = running;
  try {
    const cloud = await starting;
    serverFile.write(cloud);
    process.on('SIGHUP', cloud.reloadCertificates);
    undo.later(await whileRunning(cloud));
    await stopAsked;
    log.info('stopping: what was taken in is committed first');
    process.once('SIGINT', () => process.exit(130));
  } finally {
    await undo.all();
  }
  log.info('stopped');
  return 'stopped';
}

function serverFileOf(settings: CommandContext['settings']) {
  let forget: () => void = () => undefined;
  return {
    write(cloud: Cloud): void {
      forget = writeServerFile(settings, cloud);
    },
    stop: async () => forget(),
  };
}

/** Stops what still can be stopped, in the order of every stop; a start comes to its end first, as it may start PostgreSQL. */
async function stopBroken({ starting, undo, log }: Running): Promise<void> {
  process.exitCode = 1;
  const given = new AbortController();
  const settled = starting.then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([settled, waitOr(patience.patienceMs, given.signal)]);
  given.abort();
  await undo
    .all(patience)
    .catch((error) => log.warn({ err: error }, 'not everything could be stopped in order'));
  log.info('stopped');
}
