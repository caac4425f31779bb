import type { FastifyRequest } from 'fastify';
import type { ApiContext } from '../context.ts';
import { ApiError } from './errors.ts';

/** Finds out whose token came with a request. Both the token and the `client_id` it was made for are needed. */
export function authenticator({ findAccess }: ApiContext) {
  return async (request: FastifyRequest): Promise<void> => {
    const token = /^Bearer +([\w.~+/=-]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new ApiError(request.headers.authorization ? 'badToken' : 'noToken');
    const access = await findAccess(token);
    if (!access) throw new ApiError('badToken');
    const given = (request.query as { client_id?: string | string[] }).client_id;
    const clientId = Array.isArray(given) ? given[0] : given;
    if (clientId !== access.clientId) throw new ApiError('badClientId');
    request.access = access;
  };
}
