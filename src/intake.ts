import { readMessage } from './adapters/read-message.ts';
import { findAdapter } from './adapters/registry.ts';
import type { Settings } from './config/settings.ts';
import type { Lanes } from './ingest/lanes.ts';
import type { Message, ReadMessage } from './model/report.ts';
import type { Refuse } from './unify/clean.ts';

/** Where every door hands its messages over, to be queued for a batch. */
export type Intake = {
  isChannel(channel: string): boolean;
  /** `settle` is called when the message has committed, or with the error that kept it from it. */
  accept(message: Message, settle: (error?: Error) => void): void;
  /** Whether senders have to wait. */
  isFull(): boolean;
  /** Whether newcomers have to wait too: those that were reading have filled it beyond its bound. */
  isOverfull(): boolean;
};

export function createIntake(lanes: Lanes): Intake {
  return {
    isChannel: (channel) => findAdapter(channel) !== undefined,
    accept: (message, settle) => lanes.push({ message, settle }),
    isFull: () => lanes.fill() >= 1,
    isOverfull: () => lanes.fill() >= 2,
  };
}

/** Reads a message with the adapter of its channel. Throws where there is none: doors ask `isChannel` first. */
export function createReader(settings: Pick<Settings, 'clockAheadMaxS' | 'retentionDays'>, refuse: Refuse) {
  const bounds = { aheadMs: settings.clockAheadMaxS * 1000, behindMs: settings.retentionDays * 86_400_000 };
  return (message: Message): ReadMessage => {
    const adapter = findAdapter(message.channel);
    if (!adapter) throw new Error(`no adapter reads ${message.channel}`);
    return readMessage(adapter, message, { bounds, refuse });
  };
}
