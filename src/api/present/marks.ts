import { randomUUID } from 'node:crypto';

/** Stands for the time of a row: the last one that `Date` knows, which RFC 3339 cannot write. So no vehicle says it. */
export const timeMark = 8_640_000_000_000_000;

/** Stands for the trip of a row. */
export const tripMark = randomUUID();
