import type { FastifyRequest } from 'fastify';
import { ApiError } from '../api/shared/errors.ts';
import { hashSecret, isSecret } from '../lib/secrets.ts';
import { findAdminTokenBySecret, findSessionByToken } from '../store/people/admin-access.ts';
import { type Role, roles } from '../store/people/administrators.ts';
import type { WhoKind } from '../store/people/audit.ts';
import type { AdminContext } from './context.ts';

/** Who asks, and what they may do. */
export type Actor = {
  kind: WhoKind;
  name: string;
  role: Role;
  /** Of an administrator who signed in. */
  sessionId?: string;
};

/**
 * Who a bearer token is of: the commands on this machine, an administrator's session, or a long-lived token. Looked up
 * each time, so what was withdrawn opens nothing from then on. Throws `ApiError` 401.
 */
export async function authenticate(
  { database, clock, localToken }: AdminContext,
  request: FastifyRequest,
): Promise<Actor> {
  const { authorization = '' } = request.headers;
  const token = /^Bearer +([\w.~+/=-]{1,512})$/i.exec(authorization)?.[1];
  if (token === undefined) throw new ApiError(authorization ? 'badToken' : 'noToken');
  if (isSecret(token, hashSecret(localToken))) return { kind: 'command', name: 'local', role: 'admin' };
  const now = clock.now();
  const session = await findSessionByToken(database, token, now);
  if (session)
    return {
      kind: 'administrator',
      name: session.name,
      role: session.role as Role,
      sessionId: session.id,
    };
  const known = await findAdminTokenBySecret(database, token, now);
  if (!known) throw new ApiError('badToken');
  return { kind: 'token', name: known.name, role: known.role as Role };
}

/** Throws `ApiError` 403 where another role is needed. */
export function requireRole(actor: Actor | undefined, needed: Role): void {
  const role = actor?.role ?? 'nobody';
  if (role !== 'nobody' && roles.indexOf(role) >= roles.indexOf(needed)) return;
  throw new ApiError('noRole', `${role}, expected ${needed}`);
}
