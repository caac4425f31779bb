import type { Status as KnownStatus } from '../../model/vehicle-state.ts';
import type { ApiContext } from '../context.ts';
import { presentStatus, Status } from '../present/status.ts';
import { ApiError } from '../shared/errors.ts';
import { mediaType } from '../shared/media-type.ts';
import { responses, VehicleParams } from '../shared/operation.ts';
import { getSeenVehicle, type SeenVehicle } from '../shared/owned-vehicle.ts';
import { requireAnyScope } from '../shared/require-scope.ts';
import type { B2cApp } from './app.ts';

const schema = {
  operationId: 'getVehicleStatus',
  tags: ['Status'],
  summary: 'The newest value of everything, each with its own time',
  params: VehicleParams,
  response: responses(Status),
};

/** The newest known value of each group of a vehicle. */
export function statusOperation(app: B2cApp, context: ApiContext): void {
  const render = renderer(context);
  app.get('/connectedcar/v4/user/vehicles/:id/status', { schema }, async (request, reply) => {
    requireAnyScope(request, ['data:telemetry', 'data:position']);
    const vehicle = await getSeenVehicle(context, request);
    reply.type(mediaType(request.headers.accept));
    const body = render(vehicle, reply.getSerializationFunction('200', hal) as Serialize);
    if (body === undefined) throw new ApiError('noData');
    return reply
      .type(mediaType(request.headers.accept))
      .serializer(asIs)
      .send(body as never);
  });
}

const hal = 'application/hal+json';
const asIs = (body: unknown) => body as string;

type Serialize = (status: unknown) => string;

/**
 * States never change in place, so the text of a Status is made once for each state and each set of groups
 * that may be seen, and forgotten with the state.
 */
function renderer(context: ApiContext) {
  const rendered = new WeakMap<KnownStatus, Map<string, string>>();
  return ({ state, publicId, visibility }: SeenVehicle, serialize: Serialize): string | undefined => {
    const status = state?.projections.status;
    if (!status) return undefined;
    const key = `${publicId} ${visibility.key}`;
    const known = rendered.get(status)?.get(key);
    if (known !== undefined) return known;
    const body = presentStatus(status, visibility, { links: context.links(), id: publicId });
    if (!body) return undefined;
    const text = serialize(body);
    const texts = rendered.get(status) ?? new Map<string, string>();
    rendered.set(status, texts.set(key, text));
    return text;
  };
}
