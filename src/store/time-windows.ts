import { type RawBuilder, sql } from 'kysely';

/** Epoch milliseconds, both ends included; they may be infinite. */
export type Window = { from: number; to: number };

/** A time as the database has it. */
export const time = (epochMs: number): RawBuilder<unknown> => sql`to_timestamp(${epochMs}::float8 / 1000)`;
