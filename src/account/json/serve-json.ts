import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { limitCalls } from '../../api/shared/access/limit-calls.ts';
import { ApiError } from '../../api/shared/errors.ts';
import { consoleClientId } from '../../oauth/console-client.ts';
import { type Account, findAccountById } from '../../store/people/users.ts';
import type { AccountContext } from '../context.ts';
import type { JsonAsk } from './ask.ts';
import { readConsents, withdrawConsent } from './consents.ts';
import { readMe } from './me.ts';
import { readReads } from './reads.ts';

type Answer = (ask: JsonAsk) => Promise<object | undefined>;

type Operation = { method: 'GET' | 'DELETE'; url: string; answer: Answer };

const operations: readonly Operation[] = [
  { method: 'GET', url: '/me', answer: readMe },
  { method: 'GET', url: '/consents', answer: readConsents },
  { method: 'DELETE', url: '/consents/:clientId', answer: withdrawConsent },
  { method: 'GET', url: '/access-log', answer: readReads },
];

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for every operation on the account as JSON. */
    accountOwner: Account | null;
  }
}

/**
 * What the account pages show, as JSON for the console. The hook is the one place that checks: a token, of the console,
 * of somebody who is still there. What another application was granted says nothing about the user's account.
 */
export function serveJson(app: FastifyInstance, context: AccountContext): void {
  app.decorateRequest('accountOwner', null);
  app.addHook('onRequest', async (request, reply) => {
    request.accountOwner = await ownerOf(context, request, reply);
  });
  for (const { method, url, answer } of operations)
    app.route({
      method,
      url,
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        const { accountOwner: account, params, query } = request;
        if (!account) throw new ApiError('noToken');
        const ask = {
          context,
          account,
          params: params as JsonAsk['params'],
          query: query as JsonAsk['query'],
        };
        const body = await answer(ask);
        return body ? reply.send(body) : reply.code(204).send();
      },
    });
}

/** Throws `ApiError`. */
async function ownerOf(
  { api }: AccountContext,
  { headers: { authorization = '' } }: FastifyRequest,
  reply: FastifyReply,
): Promise<Account> {
  const token = /^Bearer +([\w.~+/=-]{1,512})$/i.exec(authorization)?.[1];
  if (token === undefined) throw new ApiError(authorization ? 'badToken' : 'noToken');
  const access = await api.findAccess(token);
  if (!access) throw new ApiError('badToken');
  await limitCalls(api, access, reply);
  if (access.clientId !== consoleClientId) throw new ApiError('notConsole');
  const account = await findAccountById(api.database, access.userId);
  if (!account) throw new ApiError('badToken');
  return account;
}
