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

/** A reading of one moment, in unified words but not yet checked: unify decides what of it is believed. */
export type Draft = {
  /** The vehicle's own id for it; absent where the protocol has none. */
  id?: string;
  /** Epoch milliseconds. */
  at: number;
  /** Values by group name (`groups.ts`). */
  groups: Record<string, unknown>;
  /** Time of this source's row that this one takes the place of, epoch milliseconds. */
  replaces?: number;
};

/** What every source is turned into. */
export type Report = {
  vehicleId: number;
  /** The same for a message seen again: derived from its id, or from its bytes where it has none. */
  key: bigint;
  /** When it was measured, epoch milliseconds. */
  at: number;
  /** Epoch milliseconds. */
  receivedAt: number;
  /** Name of the adapter that read it. */
  source: string;
  groups: Groups;
  /** Time of this source's row that this one takes the place of, epoch milliseconds. */
  replaces?: number;
};

/** What could not be read, kept for a second try. */
export type DeadLetter = {
  vehicleId: number;
  channel: string;
  receivedAt: number;
  reason: string;
  payload: Buffer;
};

/** A message as its adapter read it. */
export type ReadMessage = {
  message: Message;
  /** Name of the adapter. */
  source: string;
  /** What identifies the message where its reports have no ids. */
  key?: bigint;
  reports: Report[];
  deadLetters: DeadLetter[];
  /** For sources that are remembered from message to message: the reports, and what to remember now. */
  join?(memory: unknown): { reports: Report[]; memory: unknown };
};
