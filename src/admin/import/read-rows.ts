import { parse } from 'csv-parse/sync';
import { ApiError } from '../../api/shared/errors.ts';

/** A row as it came: its fields by name, or why it cannot be read. */
export type GivenRow = { fields: Readonly<Record<string, unknown>> } | { fault: string };

export const rowsMax = 5000;

/** The rows of a file: text of CSV with a line of names at the top, JSON lines, or the elements of a JSON array. */
export function readRows(body: unknown, mediaType: string): GivenRow[] {
  const rows = rowsOf(body, mediaType);
  if (rows.length <= rowsMax) return rows;
  throw new ApiError('tooLarge', `more than ${rowsMax} rows`);
}

function rowsOf(body: unknown, mediaType: string): GivenRow[] {
  const [type] = mediaType.toLowerCase().split(';', 1);
  if (type === 'application/json') return [body ?? []].flat().map(fromJson);
  if (typeof body === 'string' && type === 'text/csv') return readCsv(body);
  if (typeof body === 'string' && type === 'application/x-ndjson') return readLines(body);
  throw new ApiError(
    'badRequest',
    'content-type: expected text/csv, application/json or application/x-ndjson',
  );
}

function fromJson(given: unknown): GivenRow {
  if (typeof given === 'object' && given !== null && !Array.isArray(given))
    return { fields: given as Record<string, unknown> };
  return { fault: 'expected an object' };
}

function readLines(text: string): GivenRow[] {
  const lines = text.split('\n', rowsMax * 2).filter((line) => line.trim() !== '');
  return lines.map((line) => {
    try {
      return fromJson(JSON.parse(line));
    } catch (error) {
      if (error instanceof SyntaxError) return { fault: 'expected JSON' };
      throw error;
    }
  });
}

type CsvRecord = { record: string[]; info: { lines: number } };

/** Commas, semicolons or tabs, as the line of names has them. A record that cannot be read does not spoil the others. */
function readCsv(text: string): GivenRow[] {
  const faults: { line: number; row: GivenRow }[] = [];
  const [top = ''] = text.split(/\r\n|\n|\r/, 1);
  const delimiter = [';', '\t'].find((one) => top.includes(one) && !top.includes(',')) ?? ',';
  const records = parse(text, {
    bom: true,
    delimiter,
    info: true,
    // A quote in the middle stands for itself; it would spoil all that follows otherwise.
    relax_quotes: true,
    skip_empty_lines: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: 65_536,
    skip_records_with_error: true,
    on_skip: (error) =>
      void faults.push({
        line: Number(error?.lines),
        row: { fault: error?.message ?? 'expected a row of CSV' },
      }),
    to: rowsMax + 2,
  }) as unknown as CsvRecord[];
  const names = (records[0]?.record ?? []).map((name) => name.trim());
  const rows = records.slice(1).map(({ record, info }) => ({ line: info.lines, row: byName(names, record) }));
  return [...rows, ...faults].sort((one, other) => one.line - other.line).map(({ row }) => row);
}

function byName(names: readonly string[], cells: readonly string[]): GivenRow {
  if (cells.length > names.length)
    return { fault: `${cells.length} cells, expected at most ${names.length}` };
  // An empty cell says nothing.
  const entries = cells
    .map((cell, index) => [names[index] ?? '', cell.trim()])
    .filter(([, cell]) => cell !== '');
  return { fields: Object.fromEntries(entries) as Record<string, unknown> };
}
