import { type RawBuilder, sql } from 'kysely';

/** Epoch milliseconds, both ends included; they may be infinite. */
export type Window = { from: number; to: number };

/** What `at` may be where something is kept: later than that PostgreSQL's ranges need not know. */
const latestMs = 4e12;

/** Some windows as one value: looked up by bisection, however many they are. */
export function multirange(windows: readonly Window[]): RawBuilder<unknown> {
  const iso = (epochMs: number) => new Date(Math.min(Math.max(epochMs, 0), latestMs)).toISOString();
  return sql`${`{${windows.map(({ from, to }) => `[${iso(from)},${iso(to)}]`).join()}}`}::tstzmultirange`;
}

/** A time as the database has it. */
export const time = (epochMs: number): RawBuilder<unknown> => sql`to_timestamp(${epochMs}::float8 / 1000)`;
