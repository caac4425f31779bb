import { IANAZone } from 'luxon';

export const dayMs = 86_400_000;

/** Time as clocks on the wall of a time zone show it: milliseconds since 1970-01-01 00:00 there. */
export type LocalTime = {
  localOf(at: number): number;
  /**
   * When the clocks show a time: one that comes twice means the first time, one that is left out the moment
   * of the change.
   */
  instantOf(local: number): number;
};

export function localTimeOf(timeZone: string): LocalTime {
  const zone = IANAZone.create(timeZone);
  const offset = (at: number) => zone.offset(at) * 60_000;
  return {
    localOf: (at) => at + offset(at),
    instantOf(local) {
      const before = offset(local - dayMs);
      const after = offset(local + dayMs);
      for (const one of [before, after]) if (offset(local - one) === one) return local - one;
      return changeBetween({ from: local - after, to: local - before, after: offset, until: after });
    },
  };
}

type Search = { from: number; to: number; after(at: number): number; until: number };

/** The first moment from which on the offset is another. */
function changeBetween({ from, to, after: offset, until }: Search): number {
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle) === until) high = middle;
    else low = middle;
  }
  return high;
}

/** 0 for Monday. `day` counts from 1970-01-01, a Thursday. */
export const weekDayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The ISO week of a day: that of its Thursday. */
export function weekOf(day: number): number {
  const thursday = day - weekDayOf(day) + 3;
  const firstOfYear = Date.UTC(new Date(thursday * dayMs).getUTCFullYear(), 0, 1) / dayMs;
  return Math.floor((thursday - firstOfYear) / 7) + 1;
}
