import type { FastifyError, FastifyInstance } from 'fastify';
import type { Log } from '../lib/log.ts';

/** Answers what fails before or beside the library, in the form of the standards. */
export function answerFailures(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode < 500)
      return reply.code(statusCode).send({ error: 'invalid_request', error_description: error.message });
    log.error({ err: error, route: request.routeOptions.url }, 'the authorization server failed');
    return reply
      .code(503)
      .header('retry-after', '5')
      .send({ error: 'temporarily_unavailable', error_description: 'Try again in a moment' });
  });
}
