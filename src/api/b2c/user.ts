import { Type } from 'typebox';
import { findUser, listUserVehicles } from '../../store/users.ts';
import type { ApiContext } from '../context.ts';
import { presentUser, User } from '../present/user.ts';
import { ApiError } from '../shared/errors.ts';
import { mediaType } from '../shared/media-type.ts';
import { Country, responses } from '../shared/operation.ts';
import type { B2cApp } from './app.ts';

/** The user who granted the token. */
export function userOperation(app: B2cApp, context: ApiContext): void {
  const schema = {
    operationId: 'getUser',
    tags: ['User'],
    summary: 'The user and the vehicles',
    querystring: Type.Object({ country: Country }),
    response: responses(User),
  };
  app.get('/connectedcar/v4/user', { schema }, async (request, reply) => {
    const user = await findUser(context.database, request.access.userId);
    if (!user) throw new ApiError('badToken');
    const vehicles = await listUserVehicles(context.database, request.access.userId);
    return reply
      .type(mediaType(request.headers.accept))
      .send(presentUser(user, vehicles, context.links()) as never);
  });
}
