import type { Command, CommandResult } from '../model/remote.ts';
import type { Draft as ReportDraft } from '../model/report.ts';

export type Draft = ReportDraft;

/** A part of a message that could not be read, while the rest could. */
export type Reject = { reason: string; payload: Buffer };

export type Decoded = {
  drafts: Draft[];
  rejects: Reject[];
  /** Fields that no group has, by the path they were found at. */
  unknown: string[];
};

/** How vehicles that speak so are told what to do. Pure. */
export type CommandLanguage = {
  /** The topic they listen to: `vehicles/{vin}/{channel}`. They answer on `…/{channel}/{id}/result`. */
  channel: string;
  /** The bytes of a command; undefined for one that there are no words for. */
  encode(command: Command): Buffer | undefined;
  /** Undefined for bytes that are no answer. */
  readResult(payload: Buffer): CommandResult | undefined;
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
  /** Absent for those that only tell. */
  commands?: CommandLanguage;
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
