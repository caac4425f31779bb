import type { Admin } from '../../../api/admin.ts';

export const formats = {
  'text/csv': 'CSV',
  'application/json': 'JSON',
  'application/x-ndjson': 'NDJSON',
} as const;

export type Format = keyof typeof formats;

/** The format of a file, by its name and what is in it. */
export function formatOf(text: string, name = ''): Format {
  if (/\.(ndjson|jsonl)$/i.test(name)) return 'application/x-ndjson';
  const start = text.trimStart()[0];
  if (start === '[') return 'application/json';
  return start === '{' ? 'application/x-ndjson' : 'text/csv';
}

/** VIN, user name and secret of the new vehicles, as CSV. Undefined where there are none. */
export function secretsCsv({ rows }: Admin.ImportReport): string | undefined {
  const made = rows.filter(({ secret }) => secret !== undefined);
  if (made.length === 0) return undefined;
  return [
    'vin,username,secret',
    ...made.map(({ vin, username, secret }) => `${vin},${username},${secret}`),
    '',
  ].join('\n');
}
