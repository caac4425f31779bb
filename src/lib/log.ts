import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/** Secrets and VINs are cut out wherever a field carries them, whoever logs. */
const redact = {
  paths: [
    'vin',
    '*.vin',
    'password',
    '*.password',
    'secret',
    '*.secret',
    'authorization',
    '*.authorization',
    'token',
    '*.token',
  ],
  censor: '[redacted]',
};

/** The log of the process: JSON lines on standard error or where `to` says, or lines for people. */
export function createLog(
  options: { logLevel: string; logPretty: boolean },
  to: DestinationStream = pino.destination(2),
): Log {
  const base = { level: options.logLevel, redact, serializers: { err: errorFields }, base: undefined };
  if (!options.logPretty) return pino({ ...base, formatters, timestamp: pino.stdTimeFunctions.isoTime }, to);
  return pino({
    ...base,
    transport: {
      target: 'pino-pretty',
      options: { destination: 2, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' },
    },
  });
}

/** Levels by their names. */
const formatters = { level: (level: string) => ({ level }) };

/** What is logged of an error: not the objects that libraries hang on it, which hold connections and more. */
function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message } = error;
  const { code } = error as { code?: unknown };
  return { name, message, ...(code === undefined ? {} : { code }), stack: stackOf(error) };
}

const causesMax = 4;

/** Its own, and those of the errors that it came from. */
function stackOf({ stack, cause }: Error, depth = 0): string | undefined {
  if (!(cause instanceof Error) || depth === causesMax) return stack;
  return `${stack}\ncaused by: ${stackOf(cause, depth + 1)}`;
}
