import type { FastifyRequest } from 'fastify';
import { covers } from '../../auth/scopes.ts';
import { ApiError } from './errors.ts';

/** Refuses with 403 unless the token has the scope, or one above it. */
export function requireScope(request: FastifyRequest, scope: string): void {
  if (!covers(request.access.scopes, scope)) throw new ApiError('noScope', scope);
}

/** Refuses with 403 unless the token has something of one of the scopes: it, one above it or one below it. */
export function requireAnyScope({ access }: FastifyRequest, scopes: readonly string[]): void {
  const touches = (scope: string) =>
    covers(access.scopes, scope) || access.scopes.some((granted) => granted.startsWith(`${scope}:`));
  if (!scopes.some(touches)) throw new ApiError('noScope', scopes.join(' or '));
}
