import type { Moment } from './episode.ts';
import type { Known } from './known.ts';

/** Of an episode that began while the driver hid everything: when that was over, epoch milliseconds. */
export type Hidden = { until?: number };

const untilNow: Hidden = {};

/** Whether the driver hides everything: what happens at such a moment is private. */
export function isHidden({ privacy }: Known): boolean {
  return privacy === 'Full';
}

/** Of an episode that begins; undefined where it does so in the open. */
export function hiddenFrom({ known }: Moment): Hidden | undefined {
  return isHidden(known) ? untilNow : undefined;
}

/** The same after one more report; the same object where that changes nothing. */
export function stillHidden(hidden: Hidden | undefined, { report, known }: Moment): Hidden | undefined {
  if (!hidden || hidden.until !== undefined || isHidden(known)) return hidden;
  return { until: report.at };
}

/** Whether everything was hidden from its beginning to its end, or, while it lasts, until now. */
export function isPrivate(hidden: Hidden | undefined, endedAt = Number.POSITIVE_INFINITY): boolean {
  return hidden !== undefined && (hidden.until === undefined || hidden.until > endedAt);
}
