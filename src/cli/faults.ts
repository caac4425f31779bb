import type { Log } from '../lib/log.ts';

/** Resolves with the first exception that nobody caught, of a thread too; all of them are logged. */
export type Faults = { first: Promise<'fault'>; forget(): void };

/**
 * From here on such an exception does not end the process where it is: whoever waits for the first has the process stopped in
 * order, and its PostgreSQL with it.
 */
export function watchFaults(log: Log): Faults {
  let onFault: (error: unknown) => void = () => undefined;
  const first = new Promise<'fault'>((resolve) => {
    onFault = (error) => {
      log.error({ err: error }, `this must not happen, Roadwire stops: ${messageOf(error)}`);
      resolve('fault');
    };
  });
  // Rejections that nobody handles arrive here too.
  process.on('uncaughtException', onFault);
  return { first, forget: () => void process.off('uncaughtException', onFault) };
}

/** In one line. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s+/g, ' ').slice(0, 500);
}
