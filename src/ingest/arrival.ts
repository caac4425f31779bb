import type { DeadLetter, Message, Report } from '../model/report.ts';

/** A message on its way to be kept, and whoever waits for that. */
export type Arrival = {
  message: Message;
  /** Why it can only be kept as a dead letter, where the database refused what was read of it. */
  refusal?: string;
  /** Called once: without an error when the message and all it caused have committed. */
  settle(error?: Error): void;
};

/** A message as its adapter read it. */
export type ReadMessage = {
  message: Message;
  source: string;
  /** What identifies the message where its reports have no ids. */
  key?: bigint;
  reports: Report[];
  deadLetters: DeadLetter[];
  /** For sources that are remembered from message to message: the reports, and what to remember now. */
  join?(memory: unknown): { reports: Report[]; memory: unknown };
};
