import { createLog, type Log } from '../log.ts';

/** A log whose lines are handed on, to be written in another thread. */
export function createCarriedLog(logLevel: string, carry: (line: string) => void): Log {
  return createLog({ logLevel, logPretty: false }, { write: carry });
}

/** Writes a line of a carried log. */
export function logCarried(log: Log, line: string): void {
  const { level, time: _, msg, err, ...fields } = JSON.parse(line) as CarriedLine;
  log[level](err ? { ...fields, err: Object.assign(new Error(err.message), err) } : fields, msg);
}

type CarriedLine = {
  level: 'debug' | 'info' | 'warn' | 'error';
  time: string;
  msg: string;
  err?: { name: string; message: string; stack?: string; code?: unknown };
};
