import type { FastifyRequest } from 'fastify';
import { type ExportFormat, exportFormats } from './exports.ts';

/** Media type of each format. */
export const exportTypes: Record<ExportFormat, string> = {
  csv: 'text/csv',
  gpx: 'application/gpx+xml',
  geojson: 'application/geo+json',
};

const jsonTypes = /^(application\/(hal\+)?json|\*\/\*|application\/\*)$/;

/**
 * What an operation is asked for as, where it is not JSON: the parameter `format` says it, else the first media
 * type of `Accept` that is known here.
 */
export function exportFormat({ query, headers }: FastifyRequest): ExportFormat | undefined {
  const { format } = query as { format?: string };
  if (format !== undefined) return exportFormats.find((one) => one === format);
  const asked = (headers.accept ?? '')
    .split(',')
    .map((type) => type.split(';')[0]?.trim().toLowerCase() ?? '');
  const first = asked.find((type) => jsonTypes.test(type) || Object.values(exportTypes).includes(type));
  return exportFormats.find((name) => exportTypes[name] === first);
}
