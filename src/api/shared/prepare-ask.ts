import type { Face } from '../present/face.ts';
import type { DataKind } from '../present/visibility.ts';
import { requireScopes } from './access/require-scope.ts';
import { seeVehicle } from './access/see-vehicle.ts';
import type { Ask, Found, SeenVehicle } from './ask.ts';
import { ApiError } from './errors.ts';
import type { Operation } from './operation.ts';

/** What has to be known of an operation to say whether somebody may ask for it. */
type Asked = Pick<Operation, 'of' | 'query' | 'requires' | 'requiresAny'> & { shows?: readonly DataKind[] };

type Finding = { face: Face; find(operation: Asked, ask: Ask): Promise<Found> };

export type Prepared = Ask & Omit<Found, 'vehicle'> & { vehicle?: SeenVehicle };

/** A request with what it is about, if the caller may ask for that. Throws `ApiError`. */
export async function prepareAsk(
  operation: Asked,
  { face, find }: Finding,
  { context, request, query }: Pick<Ask, 'context' | 'request' | 'query'>,
): Promise<Prepared> {
  const { caller } = request;
  const ask: Ask = { context, request, face, caller, params: request.params as Ask['params'], query };
  const found = await find(operation, ask);
  if (caller.access) requireScopes(caller.access.scopes, operation);
  const vehicle = found.vehicle && (await seeVehicle(context, found.vehicle));
  if (vehicle && operation.of === 'vehicle') requireOpen(vehicle, operation.shows);
  return Object.assign(ask, found, { vehicle }) as Prepared;
}

function requireOpen({ visibility }: SeenVehicle, shows: readonly DataKind[] = []): void {
  if (!shows.every((kind) => visibility.kinds.has(kind))) throw new ApiError('noData');
}
