import type { FastifyRequest } from 'fastify';
import { TooManyChecksError, TooManyWrongError } from '../../../auth/password-check.ts';
import type { ApiContext } from '../../context.ts';
import type { Caller } from '../ask.ts';
import { ApiError } from '../errors.ts';

/** Who asks with a user's token. Both the token and the `client_id` it was made for are needed. */
export async function authenticateBearer(
  { findAccess }: ApiContext,
  request: FastifyRequest,
): Promise<Caller> {
  const { authorization = '' } = request.headers;
  const token = /^Bearer +([\w.~+/=-]{1,512})$/i.exec(authorization)?.[1];
  if (token === undefined) throw new ApiError(authorization ? 'badToken' : 'noToken');
  const access = await findAccess(token);
  if (!access) throw new ApiError('badToken');
  const { clientId, quota } = access;
  requireClientId(request, clientId);
  return { clientId, quota, access };
}

/** Who asks with login and password. Their own `client_id` is needed, too, and their certificate where it is asked for. */
export async function authenticateBasic(
  { findPartner, checkCertificate }: ApiContext,
  request: FastifyRequest,
): Promise<Caller> {
  const { authorization = '' } = request.headers;
  const credentials = /^Basic +([\w+/=-]{1,1024})$/i.exec(authorization)?.[1];
  if (credentials === undefined) throw new ApiError(authorization ? 'badCredentials' : 'noCredentials');
  const text = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1) throw new ApiError('badCredentials');
  const login = text.slice(0, colon);
  // Before the password, which is slow to check.
  const fault = await checkCertificate?.(request.raw, login);
  if (fault) throw new ApiError(fault.error, fault.detail);
  const partner = await findPartner(login, text.slice(colon + 1), request.ip).catch(refuse);
  if (!partner) throw new ApiError('badCredentials');
  const { clientId, quota } = partner;
  requireClientId(request, clientId);
  return { clientId, quota, partner };
}

function refuse(error: unknown): never {
  if (error instanceof TooManyChecksError) throw new ApiError('busy');
  if (error instanceof TooManyWrongError)
    throw new ApiError('tooManySignIns', `come back in ${error.seconds} s`);
  throw error;
}

/** Some clients send the parameter twice: then both have to be right. */
function requireClientId(request: FastifyRequest, clientId: string): void {
  const given = (request.query as { client_id?: string | string[] }).client_id;
  const isOwn = Array.isArray(given) ? given.every((one) => one === clientId) : given === clientId;
  if (!isOwn) throw new ApiError('badClientId');
}
