import type { Groups } from './groups.ts';

/** The bytes a vehicle sent, with the identity of its connection. */
export type Message = {
  vehicleId: number;
  /** The last part of the topic: it names the adapter. */
  channel: string;
  payload: Buffer;
  /** Epoch milliseconds. */
  receivedAt: number;
};

/** What every source is turned into. */
export type Report = {
  vehicleId: number;
  /** The same for a message seen again: derived from its id, or from its bytes where it has none. */
  key: bigint;
  /** When it was measured, epoch milliseconds. */
  at: number;
  receivedAt: number;
  source: string;
  groups: Groups;
  /** Time of the row of the same vehicle that this report takes the place of (sources that trickle). */
  replaces?: { at: number; key: bigint };
};

/** What could not be read, kept for a second try. */
export type DeadLetter = {
  vehicleId: number;
  channel: string;
  receivedAt: number;
  reason: string;
  payload: Buffer;
};
