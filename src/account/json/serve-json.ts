import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type TSchema, Type } from 'typebox';
import { limitCalls } from '../../api/shared/access/limit-calls.ts';
import { ApiError, ErrorBody } from '../../api/shared/errors.ts';
import { consoleClientId } from '../../oauth/console-client.ts';
import { type Account, findAccountById } from '../../store/people/users.ts';
import type { AccountContext } from '../context.ts';
import type { JsonAsk } from './ask.ts';
import { readConsents, withdrawConsent } from './consents.ts';
import { readMe } from './me.ts';
import { readReads } from './reads.ts';
import { Consents, Myself, ReadsPage, readsQuery } from './schemas.ts';

type Answer = (ask: JsonAsk) => Promise<object | undefined>;

type Operation = {
  method: 'GET' | 'DELETE';
  url: string;
  operationId: string;
  summary: string;
  querystring?: TSchema;
  /** Of the answer; without it there is none (204). */
  response?: TSchema;
  answer: Answer;
};

const operations: readonly Operation[] = [
  {
    method: 'GET',
    url: '/me',
    operationId: 'getAccount',
    summary: 'Who the user is, and the vehicles',
    response: Myself,
    answer: readMe,
  },
  {
    method: 'GET',
    url: '/consents',
    operationId: 'getConsents',
    summary: 'Which application may see what since when, and when it last did',
    response: Consents,
    answer: readConsents,
  },
  {
    method: 'DELETE',
    url: '/consents/:clientId',
    operationId: 'withdrawConsent',
    summary: 'Takes back at once what an application was allowed',
    answer: withdrawConsent,
  },
  {
    method: 'GET',
    url: '/access-log',
    operationId: 'getAccessLog',
    summary: 'What applications read, the newest hour first',
    querystring: readsQuery,
    response: ReadsPage,
    answer: readReads,
  },
];

/** What Fastify answers with and documents. */
function schemaOf({ operationId, summary, url, querystring, response }: Operation) {
  const success = response ? { 200: response } : { 204: { description: summary, type: 'null' } };
  const ofOne = url.includes(':clientId') ? { params: Type.Object({ clientId: Type.String() }) } : {};
  return {
    operationId,
    tags: ['My account'],
    summary,
    ...ofOne,
    ...(querystring ? { querystring } : {}),
    response: { ...success, default: ErrorBody },
  };
}

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
  for (const one of operations)
    app.route({
      method: one.method,
      url: one.url,
      schema: schemaOf(one),
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
        const body = await one.answer(ask);
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
