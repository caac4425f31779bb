import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { ApiContext } from '../context.ts';
import { ApiError, errorBody } from './errors.ts';

type Deps = Pick<ApiContext, 'clock' | 'log'>;

/** Answers every failure with a body of the error table; what nobody foresaw is logged and told as 500. */
export function handleErrors(app: FastifyInstance, { clock, log }: Deps): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (!knownError(error) && !isDatabaseAway(error))
      log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
    return answerError(reply, error, { clock });
  });
  app.setNotFoundHandler((request, reply) => {
    const error = new ApiError('notFound', `${request.method} ${request.url.split('?')[0]?.slice(0, 200)}`);
    return reply.code(404).type('application/json').send(errorBody(error, clock.now()));
  });
}

/** Also for what fails before there is a route, such as an address that cannot be decoded. */
export function answerError(
  reply: FastifyReply,
  error: FastifyError,
  { clock }: Pick<Deps, 'clock'>,
): FastifyReply {
  const known = knownError(error);
  const answer = known ?? new ApiError(isDatabaseAway(error) ? 'unavailable' : 'unexpected');
  return reply.code(answer.statusCode).type('application/json').send(errorBody(answer, clock.now()));
}

function knownError(error: FastifyError): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (error.validation) return new ApiError('badParameter', explained(error));
  if (error.statusCode === 413) return new ApiError('tooLarge');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new ApiError('badRequest', error.message);
  return undefined;
}

type Fault = {
  instancePath: string;
  message?: string;
  data?: unknown;
  params?: { allowedValues?: unknown[] };
};

/** Field, value and what was expected, from what the validator says. */
function explained({ validation = [], validationContext }: FastifyError): string {
  const [fault] = validation as unknown as Fault[];
  if (!fault) return String(validationContext);
  const field = fault.instancePath.split('/')[1] ?? String(validationContext);
  const value = String(JSON.stringify(fault.data)).slice(0, 120);
  const allowed = fault.params?.allowedValues?.join(', ');
  return `${field}: ${value}, ${fault.message ?? 'not allowed'}${allowed ? `: ${allowed}` : ''}`;
}

/** Connection failures: of the socket, of PostgreSQL shutting down (57P01…), or of starting up. */
function isDatabaseAway(error: Error & { code?: string }): boolean {
  const { code = '', message } = error;
  return (
    /^(ECONN|ETIMEDOUT|EPIPE|57P0|08)/.test(code) || /timeout exceeded|Connection terminated/.test(message)
  );
}
