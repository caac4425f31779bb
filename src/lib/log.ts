import { type Logger, pino } from 'pino';

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

/** The log of the process: JSON lines on standard error, or lines for people. */
export function createLog(options: { logLevel: string; logPretty: boolean }): Log {
  const base = { level: options.logLevel, redact, base: undefined };
  if (!options.logPretty)
    return pino({ ...base, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  return pino({
    ...base,
    transport: {
      target: 'pino-pretty',
      options: { destination: 2, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' },
    },
  });
}
