import Fastify, { type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { listening } from '../lib/listening.ts';
import { b2c } from './b2c/app.ts';
import type { ApiContext } from './context.ts';
import { answerError, handleErrors } from './shared/handle-errors.ts';

export type ApiOptions = {
  host: string;
  port: number;
  metrics: Registry;
  /** Whether the database answers and messages are taken in. */
  isReady(): Promise<boolean>;
};

export type ApiServer = { app: FastifyInstance; port: number; stop(): Promise<void> };

/** The HTTP side: the Web API, health and metrics. */
export async function startApi(options: ApiOptions, context: ApiContext): Promise<ApiServer> {
  const app = Fastify({
    logger: false,
    bodyLimit: 1_048_576,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    frameworkErrors: (error, _request, reply) => void answerError(reply, error, context),
    ajv: { customOptions: { coerceTypes: 'array', removeAdditional: false, verbose: true, strict: false } },
  });
  app.decorateRequest('access', null as never);
  handleErrors(app, context);
  health(app, options);
  await app.register((scope) => b2c(scope, context));
  await listening('ROADWIRE_HTTP_PORT', options, () =>
    app.listen({ host: options.host, port: options.port }),
  );
  const { port } = app.server.address() as { port: number };
  context.log.info({ host: options.host, port }, 'the Web API answers');
  return { app, port, stop: () => app.close() };
}

function health(app: FastifyInstance, { metrics, isReady }: ApiOptions): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = await isReady();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
}
