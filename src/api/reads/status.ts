import { presentProvenance } from '../present/status/provenance.ts';
import { statusOf } from '../present/status/whole-status.ts';
import type { VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';

/** The newest known value of each group of a vehicle; with where each came from where that is asked for. */
export async function readStatus({ vehicle, query }: VehicleAsk<{ extension?: string[] }>): Promise<object> {
  const body = statusOf(vehicle);
  if (!body) throw new ApiError('noData');
  if (!query.extension?.includes('provenance')) return body;
  const provenance = presentProvenance(vehicle.status, vehicle.visibility.groups, vehicle.at.face);
  return { ...body, _embedded: { extension: { provenance } } };
}
