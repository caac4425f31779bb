import type { VehicleIdentity } from './credentials.ts';

/** What the gateway knows of a connection: who it is, and what of it is being worked on. */
export type Line = VehicleIdentity & {
  inflight: number;
  waiting: (() => void)[];
  /** The topic that messages came on last, and its channel: vehicles seldom use another. */
  topic?: string;
  channel?: string;
};

export const lineOf = (identity: VehicleIdentity): Line => ({ ...identity, inflight: 0, waiting: [] });

/** Starts work on a message, or keeps it until others of its connection are done. Whoever does the work calls `release`. */
export function takeIn(line: Line, max: number, start: () => void): void {
  if (line.inflight >= max) {
    line.waiting.push(start);
    return;
  }
  line.inflight += 1;
  start();
}

/** Work on a message is over: the next that waits has its turn. */
export function release(line: Line): void {
  const next = line.waiting.shift();
  if (next) next();
  else line.inflight -= 1;
}
