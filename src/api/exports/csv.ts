import { stringify } from 'csv-stringify/sync';
import type { Cell, Column } from './columns.ts';
import type { Element } from './exports.ts';

/**
 * RFC 4180 with a header. Programs that show tables take text that begins with one of `= + - @` for a formula:
 * such text gets an apostrophe in front. Numbers stay numbers.
 */
export async function* csvText(
  pages: AsyncIterable<readonly Element[]>,
  columns: readonly Column[],
): AsyncGenerator<string> {
  let header: Cell[][] = [columns.map(({ name }) => name)];
  for await (const elements of pages) {
    yield lines([...header, ...elements.map((element) => columns.map(({ of }) => of(element)))]);
    header = [];
  }
  if (header.length > 0) yield lines(header);
}

function lines(rows: readonly Cell[][]): string {
  return stringify([...rows], {
    record_delimiter: 'windows',
    escape_formulas: true,
    // A line end that is not that of the records would be left bare.
    quoted_match: /[\r\n]/,
    cast: { boolean: String },
  });
}
