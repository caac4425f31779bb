import { CsvError, parse } from 'csv-parse/sync';
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
  const lines = linesOf(text, (line) => line.trim() === '');
  return lines.map((line) => {
    try {
      return fromJson(JSON.parse(line.text));
    } catch (error) {
      if (error instanceof SyntaxError) return { fault: 'expected JSON' };
      throw error;
    }
  });
}

/**
 * Commas, semicolons or tabs, as the line of names has them. Each line is read by itself: a quote that is not closed
 * would take all lines up to the next one with it. Throws `ApiError` 400 where the line of names is wrong.
 */
function readCsv(text: string): GivenRow[] {
  const [top, ...lines] = linesOf(text.replace(/^\uFEFF/, ''));
  if (!top) return [];
  const delimiter = [';', '\t'].find((one) => top.text.includes(one) && !top.text.includes(',')) ?? ',';
  const names = namesIn(readLine(top, delimiter));
  return lines.map((line) => {
    const read = readLine(line, delimiter);
    return 'fault' in read ? read : byName(names, read.cells);
  });
}

type Line = { line: number; text: string };

/** The lines that are not empty, counted with those that are: no more of them than it takes to see that they are too many. */
function linesOf(text: string, isEmpty = (line: string): boolean => line === ''): Line[] {
  const found: Line[] = [];
  let line = 0;
  for (const [, content = ''] of text.matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)) {
    line += 1;
    if (!isEmpty(content)) found.push({ line, text: content });
    if (found.length > rowsMax + 1) break;
  }
  return found;
}

type Cells = { cells: string[] };

function readLine({ line, text }: Line, delimiter: string): Cells | { fault: string } {
  try {
    const [cells = []] = parse(text, {
      delimiter,
      // A quote in the middle stands for itself.
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: 65_536,
    }) as unknown as string[][];
    return { cells };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { fault: `line ${line}: cells of at most 65,536 characters, whose quotes are closed in the line` };
  }
}

/** Throws `ApiError` 400. */
function namesIn(top: Cells | { fault: string }): string[] {
  if ('fault' in top) throw new ApiError('badRequest', `names of columns: expected ${top.fault}`);
  const names = top.cells.map((name) => name.trim());
  const small = names.map((name) => name.toLowerCase());
  const twice = names.find((name, index) => name !== '' && small.indexOf(name.toLowerCase()) < index);
  if (twice === undefined) return names;
  throw new ApiError('badRequest', `names of columns: ${twice} is there twice, expected each once`);
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
