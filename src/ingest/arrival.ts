import type { DeadLetter, Message, Report } from '../model/report.ts';

/** A read message on its way to be kept, and whoever waits for that. */
export type Arrival = {
  message: Message;
  source: string;
  /** What identifies the message where its reports have no ids. */
  key?: bigint;
  reports: Report[];
  deadLetters: DeadLetter[];
  /** For sources that are remembered from message to message: the reports, and what to remember now. */
  join?(memory: unknown): { reports: Report[]; memory: unknown };
  /** Called once: without an error when the message and all it caused have committed. */
  settle(error?: Error): void;
};
