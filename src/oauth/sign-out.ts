import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../lib/clock.ts';
import { findToken } from '../store/access/oauth-tokens.ts';
import type { Database } from '../store/database.ts';
import { consoleClientId } from './console-client.ts';
import { type OauthDeps, rootOf } from './context.ts';
import type { Oauth } from './oauth.ts';
import { itemAdapter } from './provider/adapter.ts';

export const sessionCookie = 'roadwire_session';

/**
 * `POST /sign-out` with a token of the console: the browser that it comes from is signed in no more. Only of the user
 * whose token it is; other sites have no token, so they cannot sign anybody out.
 */
export function serveSignOut(app: FastifyInstance, { deps }: Oauth): void {
  app.post('/sign-out', async (request, reply) => {
    const userId = await userOf(deps, request);
    if (userId === undefined) return refuse(reply);
    await endSession(deps, userId, request.headers.cookie);
    const root = rootOf(deps);
    const gone = [sessionCookie, `${sessionCookie}.sig`].map(
      (name) => `${name}=; Path=${root}; Max-Age=0; HttpOnly; SameSite=Lax`,
    );
    return reply.header('set-cookie', gone).code(204).send();
  });
}

function refuse(reply: FastifyReply): FastifyReply {
  const description = 'a token of the console is needed';
  return reply.code(401).send({ error: 'invalid_token', error_description: description });
}

/** The public id of the user; undefined where it is no token of the console, or one that is over. */
async function userOf(
  { database, clock }: { database: Database; clock: Clock },
  { headers }: FastifyRequest,
): Promise<string | undefined> {
  const [, token] = /^Bearer ([\w-]{1,200})$/i.exec(headers.authorization ?? '') ?? [];
  const found = token === undefined ? undefined : await findToken(database, token);
  if (!found || found.clientId !== consoleClientId || found.expiresAt.getTime() <= clock.now())
    return undefined;
  return found.userId;
}

async function endSession({ database, clock }: OauthDeps, userId: string, cookies = ''): Promise<void> {
  const [, id] = new RegExp(`(?:^|; *)${sessionCookie}=([\\w-]{1,200})(?:;|$)`).exec(cookies) ?? [];
  if (id === undefined) return;
  const sessions = itemAdapter('Session', { database, clock, refreshGraceMs: 0 });
  const session = await sessions.find(id);
  if (session?.accountId === userId) await sessions.destroy(id);
}
