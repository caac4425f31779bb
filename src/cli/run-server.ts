import { once } from 'node:events';
import { type Cloud, startCloud } from '../cloud.ts';
import { systemClock } from '../lib/clock.ts';
import type { CommandContext } from './command.ts';
import { writeServerFile } from './server-file.ts';

type StartDeps = Parameters<typeof startCloud>[1];

/**
 * Starts a Roadwire and runs until it is told to stop (SIGTERM, SIGINT). `whileRunning` is called once it
 * answers; what it returns is stopped first. A second signal ends the process at once. SIGHUP: certificates are read
 * again. `routes`: what is served beside it.
 */
export async function runServer(
  { settings, log, routes }: CommandContext & { routes?: StartDeps['routes'] },
  whileRunning: (cloud: Cloud) => Promise<{ stop(): Promise<void> }>,
): Promise<void> {
  const stopAsked = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const cloud = await startCloud(settings, { clock: systemClock, log, ...(routes ? { routes } : {}) });
  const forget = writeServerFile(settings, cloud);
  process.on('SIGHUP', cloud.reloadCertificates);
  const companion = await whileRunning(cloud).catch(async (error) => {
    await cloud.stop();
    throw error;
  });
  await stopAsked;
  log.info('stopping: what was taken in is committed first');
  process.once('SIGINT', () => process.exit(130));
  await companion.stop();
  await cloud.stop();
  forget();
  log.info('stopped');
}
