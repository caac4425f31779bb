/** A reading of one moment, in unified words but not yet checked: unify decides what of it is believed. */
export type Draft = {
  /** The vehicle's own id for it; absent where the protocol has none. */
  id?: string;
  /** Epoch milliseconds. */
  at: number;
  /** Values by group name (`model/groups.ts`). */
  groups: Record<string, unknown>;
  /** Time of this source's row that this one takes the place of, epoch milliseconds. */
  replaces?: number;
};

/** A part of a message that could not be read, while the rest could. */
export type Reject = { reason: string; payload: Buffer };

export type Decoded = {
  drafts: Draft[];
  rejects: Reject[];
  /** Fields that no group has, by the path they were found at. */
  unknown: string[];
};

/**
 * One way in which vehicles speak. `decode` is pure and throws `UnreadableError` when nothing of the
 * message can be read.
 */
export type Adapter = {
  /** Kept with each report as its source. */
  name: string;
  /** Last part of the topic `vehicles/{vin}/{channel}`. */
  channel: string;
  decode(payload: Buffer): Decoded;
  /**
   * For sources that trickle single signals: joins the drafts of a message with what this vehicle sent
   * before. Pure; `memory` is plain JSON, kept with the vehicle in the transaction of the reports.
   */
  join?(memory: unknown, drafts: Draft[]): { memory: unknown; drafts: Draft[] };
};

/** The message is not in the adapter's language; the text says what was expected. */
export class UnreadableError extends Error {
  override name = 'UnreadableError';
}
