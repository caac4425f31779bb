import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type OauthDeps, rootOf } from '../context.ts';
import { errorPage } from '../pages/error.ts';
import { wordsFor } from '../pages/words.ts';
import { securityHeaders } from './security-headers.ts';

/** Answers what fails before or beside the library: a page for people, the form of the standards for programs. */
export function answerFailures(app: FastifyInstance, deps: OauthDeps): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { statusCode = 500, message: description } = error;
    if (statusCode < 500)
      return answer(
        { error: 'invalid_request', description },
        { request, reply: reply.code(statusCode), deps },
      );
    deps.log.error({ err: error, route: request.routeOptions.url }, 'the authorization server failed');
    const unavailable = { error: 'temporarily_unavailable', description: 'Try again in a moment' };
    return answer(unavailable, { request, reply: reply.code(503).header('retry-after', '5'), deps });
  });
}

type Failure = { error: string; description: string };
type Exchange = { request: FastifyRequest; reply: FastifyReply; deps: OauthDeps };

function answer(failure: Failure, { request, reply, deps }: Exchange): FastifyReply {
  const { accept = '', 'accept-language': acceptLanguage } = request.headers;
  if (!accept.includes('text/html'))
    return reply.send({ error: failure.error, error_description: failure.description });
  const page = errorPage({ words: wordsFor({ acceptLanguage }), root: rootOf(deps) }, failure);
  const isHttps = deps.publicUrl().startsWith('https:');
  return reply.headers(securityHeaders({ isHttps })).type('text/html; charset=utf-8').send(page);
}
