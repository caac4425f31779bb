import type { RawBuilder } from 'kysely';
import type { BinaryReader } from './binary.ts';
import { copyOut } from './copy-out.ts';
import type { Database } from './database.ts';

/** Some JSON of a row of the history. `at`, epoch milliseconds, and `key` are its place in the order of rows. */
export type HistoryJson = {
  at: number;
  key: string;
  /** The mode it was written under. */
  privacy: 'None' | 'Geolocation' | 'Full';
  json: string;
};

const types = ['timestamptz', 'bigint', 'text', 'text'];

/** The rows of a query over the history that gives `at`, `key`, `privacy` and `json` of each, in its order. */
export function readHistoryPage(database: Database, page: RawBuilder<unknown>): Promise<HistoryJson[]> {
  return copyOut(database, page, { types, read: readRow });
}

function readRow(row: BinaryReader): HistoryJson {
  return {
    at: row.timeField(),
    key: String(row.bigintField()),
    privacy: row.textField() as HistoryJson['privacy'],
    json: row.textField(),
  };
}
