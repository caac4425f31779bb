import type { Message } from '../model/report.ts';

/** A message on its way to be kept, and whoever waits for that. */
export type Arrival = {
  message: Message;
  /** Why it can only be kept as a dead letter, where the database refused what was read of it. */
  refusal?: string;
  /** Called once: without an error when the message and all it caused have committed. */
  settle(error?: Error): void;
};
