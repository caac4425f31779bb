import type { TripFault } from '../../model/episodes.ts';
import type { Moment } from '../episode.ts';
import type { Known } from '../known.ts';
import type { TripRules } from './rules.ts';
import { causeOfSilence, type KnownAtEnd, type OpenTrip, withFault } from './trip.ts';

/** How a trip ended: when, what was known then, and its faults. */
export type End = { at: number; known: KnownAtEnd; faults: readonly TripFault[] };

/** How the trip ended before this report, if it did: it had stood still, or nothing was heard for too long. */
export function endBefore(open: OpenTrip, moment: Moment, rules: TripRules): End | undefined {
  const { report, before, previousAt = report.at } = moment;
  if (report.at - previousAt > rules.silenceMs) return silentEnd(open, previousAt, before);
  const isQuiet = !open.isOn && open.isResting && report.at - open.movedAt > rules.quietMs;
  return isQuiet ? restingEnd(open, before) : undefined;
}

/** How a trip ended of which nothing was heard after a time. A vehicle that stood was just parked. */
export function silentEnd(open: OpenTrip, heardAt: number, known: Known): End {
  if (!open.isOn && open.isResting) return restingEnd(open, known);
  const faults = withFault(open.faults, { fault: 'Unfinished', cause: causeOfSilence(known) });
  return { at: heardAt, known, faults };
}

/** It ended when it moved last, with what was known when it came to rest: it may have been charged since. */
function restingEnd({ movedAt, rest, faults }: OpenTrip, known: Known): End {
  return { at: movedAt, known: rest ?? known, faults };
}
