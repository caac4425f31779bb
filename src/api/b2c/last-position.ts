import type { ApiContext } from '../context.ts';
import { Position, presentPosition } from '../present/position.ts';
import { ApiError } from '../shared/errors.ts';
import { mediaType } from '../shared/media-type.ts';
import { responses, VehicleParams } from '../shared/operation.ts';
import { getSeenVehicle } from '../shared/owned-vehicle.ts';
import { requireScope } from '../shared/require-scope.ts';
import type { B2cApp } from './app.ts';

const schema = {
  operationId: 'getCarLastPosition',
  tags: ['Status'],
  summary: 'The newest position',
  deprecated: true,
  params: VehicleParams,
  response: responses(Position, 'application/vnd.geo+json'),
};

/** Where the vehicle was when it last said so. */
export function lastPositionOperation(app: B2cApp, context: ApiContext): void {
  app.get('/connectedcar/v4/user/vehicles/:id/lastPosition', { schema }, async (request, reply) => {
    requireScope(request, 'data:position');
    const { state, visibility } = await getSeenVehicle(context, request);
    const position = state?.projections.status?.position;
    if (!position || !visibility.groups.has('position')) throw new ApiError('noData');
    const body = presentPosition(position.value, position.at);
    return reply.type(mediaType(request.headers.accept, 'application/vnd.geo+json')).send(body);
  });
}
