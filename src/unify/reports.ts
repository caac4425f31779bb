import type { DeadLetter, Draft, Message, Report } from '../model/report.ts';
import type { Refuse } from './clean.ts';
import { unify } from './unify.ts';

/** How far the time of a report may lie from the server's, milliseconds. */
export type TimeBounds = { aheadMs: number; behindMs: number };

type TimeContext = { message: Message; bounds: TimeBounds; refuse: Refuse };

/**
 * Leaves out the drafts whose time cannot be. Their message becomes a dead letter, while the others of it
 * go on.
 */
export function refuseTimes(
  drafts: readonly Draft[],
  { message, bounds, refuse }: TimeContext,
): { drafts: Draft[]; deadLetters: DeadLetter[] } {
  let reason: string | undefined;
  const kept = drafts.filter(({ at }) => {
    const fault = timeFault(at, message.receivedAt, bounds);
    if (fault) refuse('at', 'range');
    reason ??= fault;
    return fault === undefined;
  });
  return { drafts: kept, deadLetters: reason === undefined ? [] : [deadLetterOf(message, reason)] };
}

type Context = {
  message: Message;
  source: string;
  /** Key of the report at an index, for drafts without an id of their own. */
  keyOf(draft: Draft, index: number): bigint;
  refuse: Refuse;
};

/**
 * Turns drafts into reports by checking their groups field by field. A report of which nothing is left is
 * dropped; its fields were counted.
 */
export function reportsFrom(drafts: readonly Draft[], { message, source, keyOf, refuse }: Context): Report[] {
  const { vehicleId, receivedAt } = message;
  const reports: Report[] = [];
  drafts.forEach((draft, index) => {
    const groups = unify(draft.groups, refuse);
    if (!groups) return;
    const report: Report = { vehicleId, key: keyOf(draft, index), at: draft.at, receivedAt, source, groups };
    if (draft.replaces !== undefined) report.replaces = draft.replaces;
    reports.push(report);
  });
  return reports;
}

export function deadLetterOf(message: Message, reason: string): DeadLetter {
  const { vehicleId, channel, receivedAt, payload } = message;
  // Reasons quote what was sent; text of PostgreSQL holds no zero character.
  return { vehicleId, channel, receivedAt, payload, reason: reason.slice(0, 500).replaceAll('\0', '\ufffd') };
}

function timeFault(at: number, receivedAt: number, bounds: TimeBounds): string | undefined {
  if (at > receivedAt + bounds.aheadMs)
    return `at: ${shownTime(at)} is ${Math.round((at - receivedAt) / 1000)} s ahead of the server`;
  if (at < receivedAt - bounds.behindMs) return `at: ${shownTime(at)} is older than the history that is kept`;
  return undefined;
}

/** Furthest from 1970 that a JavaScript date can be, milliseconds. */
const dateMax = 8.64e15;

function shownTime(at: number): string {
  return Math.abs(at) <= dateMax ? new Date(at).toISOString() : `${at} ms`;
}
