import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiContext } from '../context.ts';
import { ApiError, errorBody } from './errors.ts';

type Deps = Pick<ApiContext, 'clock' | 'log'>;

/** Answers every failure with a body of the error table; what nobody foresaw is logged and told as 500. */
export function handleErrors(app: FastifyInstance, deps: Deps): void {
  app.setErrorHandler((error: FastifyError, _request, reply) => answerError(reply, error, deps));
  app.setNotFoundHandler((request, reply) => answer(reply, notFound(request), deps));
}

/** Of an address that nothing is at. */
export function notFound({ method, url }: FastifyRequest): ApiError {
  return new ApiError('notFound', `${method} ${url.split('?')[0]?.slice(0, 200)}`);
}

/** Also for what fails before there is a route, such as an address that cannot be decoded. */
export function answerError(reply: FastifyReply, error: FastifyError, deps: Deps): FastifyReply {
  const known = knownError(error);
  if (known) return answer(reply, known, deps);
  return isDatabaseAway(error)
    ? answer(reply, new ApiError('unavailable'), deps)
    : answer(reply, new ApiError('unexpected', undefined, error), deps);
}

/** The body's `uuid` is in the log, with the route in the place of the address: that has a VIN or an id. */
function answer(reply: FastifyReply, error: ApiError, { clock, log }: Deps): FastifyReply {
  const body = errorBody(error, clock.now());
  const fields = { uuid: body.uuid, code: body.code, route: reply.request.routeOptions.url };
  if (error.cause) log.error({ ...fields, err: error.cause }, 'a request failed');
  else log.info(fields, 'a request was refused');
  // Also where nothing of the server's own ran before, as for an address that cannot be decoded.
  reply.headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  return reply.code(error.statusCode).type('application/json').send(body);
}

/** Answers what is not even a request: the server gives the bare connection. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket, deps: Deps): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const name = brokenRequests[error.code ?? ''] ?? 'badRequest';
  const refused = new ApiError(name);
  const body = errorBody(refused, deps.clock.now());
  deps.log.info({ uuid: body.uuid, code: body.code }, 'a request was refused');
  const text = JSON.stringify(body);
  const { statusCode } = refused;
  const head = [
    `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
    'x-content-type-options: nosniff',
    'cache-control: no-store',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}

const brokenRequests: Record<string, 'headersTooLarge' | 'timeout'> = {
  HPE_HEADER_OVERFLOW: 'headersTooLarge',
  ERR_HTTP_REQUEST_TIMEOUT: 'timeout',
};

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
  const value = shortened(fault.data);
  const allowed = fault.params?.allowedValues?.join(', ');
  return `${field}: ${value}, ${fault.message ?? 'not allowed'}${allowed ? `: ${allowed}` : ''}`;
}

/** Values and lists of values; objects hold who knows what, secrets among it, and may be endlessly deep. */
function shortened(data: unknown): string {
  const isInside = [data].flat().some((one) => typeof one === 'object' && one !== null);
  if (isInside) return Array.isArray(data) ? 'a list' : 'an object';
  return String(JSON.stringify(data)).slice(0, 120);
}

/** Connection failures: of the socket, of PostgreSQL shutting down (57P01…), or of starting up. */
function isDatabaseAway(error: Error & { code?: string }): boolean {
  const { code = '', message } = error;
  return (
    /^(ECONN|ETIMEDOUT|EPIPE|57P0|08)/.test(code) || /timeout exceeded|Connection terminated/.test(message)
  );
}
