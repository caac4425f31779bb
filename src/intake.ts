import { readMessage } from './adapters/read-message.ts';
import { findAdapter } from './adapters/registry.ts';
import type { Settings } from './config/settings.ts';
import type { Lanes } from './ingest/lanes.ts';
import type { Message } from './model/report.ts';
import type { Refuse } from './unify/clean.ts';

/** Where every door hands its messages over: read by the adapter of their channel, then queued for a batch. */
export type Intake = {
  isChannel(channel: string): boolean;
  /** Why a message, or a part of it, cannot be read; undefined when all of it can. */
  findFault(message: Message): string | undefined;
  /** `settle` is called when the message has committed, or with the error that kept it from it. */
  accept(message: Message, settle: (error?: Error) => void): void;
  /** Whether senders have to wait. */
  isFull(): boolean;
};

type Bounds = Pick<Settings, 'clockAheadMaxS' | 'retentionDays'>;

export function createIntake(
  { clockAheadMaxS, retentionDays }: Bounds,
  { lanes, refuse }: { lanes: Lanes; refuse: Refuse },
): Intake {
  const options = {
    bounds: { aheadMs: clockAheadMaxS * 1000, behindMs: retentionDays * 86_400_000 },
    refuse,
  };
  return {
    isChannel: (channel) => findAdapter(channel) !== undefined,
    findFault(message) {
      const adapter = findAdapter(message.channel);
      if (!adapter) return `no adapter reads ${message.channel}`;
      return readMessage(adapter, message, { ...options, refuse: () => undefined }).deadLetters[0]?.reason;
    },
    accept(message, settle) {
      const adapter = findAdapter(message.channel);
      if (!adapter) return settle(new Error(`no adapter reads ${message.channel}`));
      lanes.push({ ...readMessage(adapter, message, options), settle });
    },
    isFull: lanes.isFull,
  };
}
