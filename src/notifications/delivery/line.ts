import type { LineKey, OwnedLine } from '../../store/notifications/deliveries.ts';

/** What is remembered of a line in which something waits. */
export type Line = OwnedLine & {
  phase: 'idle' | 'queued' | 'working' | 'parked';
  /** Something came while it was worked on. */
  isDirty: boolean;
  /** The callback was changed: what is known of it is good no more. */
  isStale: boolean;
  /** How many messages are read at once. */
  limit: number;
  /** Of the retries (`retry/schedule.ts`). */
  isBacklog: boolean;
  tried?: number | undefined;
  isAsked?: boolean | undefined;
  /** Where it is parked: when to go on (epoch milliseconds), or with how many messages. */
  dueAt: number;
  wanted?: number | undefined;
};

const limit = 100;

export function newLine({ callbackId, line, owner }: OwnedLine): Line {
  return { callbackId, line, owner, phase: 'idle', isDirty: false, limit, dueAt: 0, ...forgotten };
}

const forgotten = {
  isStale: false,
  isBacklog: false,
  wanted: undefined,
  tried: undefined,
  isAsked: undefined,
};

/** What was learnt from failures counts no more. */
export function forget(line: Line): void {
  Object.assign(line, forgotten);
}

export const nameOf = ({ callbackId, line }: LineKey) => `${callbackId} ${line}`;

/** What follows on a turn of a line. */
export type Next =
  /** Nothing waits. */
  | { kind: 'idle' }
  /** More may wait; others first. */
  | { kind: 'again' }
  | { kind: 'park'; until: number; wanted?: number | undefined };
