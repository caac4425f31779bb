import type { VehicleIdentity } from './credentials.ts';

/** What the gateway knows of a connection: who it is, and what of it is being worked on. */
export type Line = VehicleIdentity & { inflight: number; waiting: (() => void)[] };

/** Starts work on a message, or keeps it until others of its connection are done. */
export function takeIn(line: Line, max: number, start: (release: () => void) => void): void {
  const begin = () => {
    line.inflight += 1;
    start(() => {
      line.inflight -= 1;
      line.waiting.shift()?.();
    });
  };
  if (line.inflight < max) begin();
  else line.waiting.push(begin);
}
