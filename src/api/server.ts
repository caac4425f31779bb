import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { listening } from '../lib/listening.ts';
import { b2bDocument } from './b2b/document.ts';
import { b2bOperationsOf } from './b2b/face.ts';
import { b2cDocument } from './b2c/document.ts';
import { b2cOperationsOf } from './b2c/face.ts';
import { closeSilent } from './close-silent.ts';
import type { ApiContext } from './context.ts';
import { serveLive } from './live/serve-live.ts';
import { type DocumentLink, linkTo } from './serve-document.ts';
import { serveFace } from './serve-face.ts';
import { answerBrokenRequest, answerError, handleErrors } from './shared/handle-errors.ts';
import { validation } from './shared/validation.ts';

export type ApiOptions = {
  host: string;
  port: number;
  metrics: Registry;
  /** Whether the database answers and messages are taken in. */
  isReady(): Promise<boolean>;
  /** Whose word for where a request came from is believed; none by default. */
  trustedProxies?: readonly string[];
  /** Without options: plain HTTP. */
  tls: { options?: TlsOptions; attach(server: Server): void };
  /** The authorization server. */
  oauth(app: FastifyInstance): Promise<void>;
  /** The pages of the user's own account. */
  account(app: FastifyInstance, context: ApiContext): Promise<void>;
  /** The administration. */
  admin(app: FastifyInstance): Promise<void>;
  /** The console's pages. */
  console?(app: FastifyInstance): Promise<void>;
  /** What the program that runs this serves beside it. */
  routes?: Routes | undefined;
  /** OpenAPI documents beside those of the Web API, for the page that explores them. */
  documents: readonly DocumentLink[];
};

/** What a program that runs Roadwire serves beside it, with its OpenAPI documents. */
export interface Routes {
  (app: FastifyInstance): Promise<void>;
  documents?: readonly DocumentLink[];
  /** Whether it would answer who asks so. */
  areOpenTo?(request: FastifyRequest): boolean;
}

export type ApiServer = { app: FastifyInstance; port: number; stop(): Promise<void> };

/** The HTTP side: the Web API, health and metrics. */
export async function startApi(options: ApiOptions, given: Omit<ApiContext, 'stopping'>): Promise<ApiServer> {
  const stopping = new AbortController();
  const context = { ...given, stopping: stopping.signal };
  const app = Fastify({
    // The types have two kinds of servers; what is done with them here is the same.
    ...((options.tls.options ? { https: options.tls.options } : {}) as object),
    logger: false,
    bodyLimit: 1_048_576,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    clientErrorHandler: (error, socket) => answerBrokenRequest(error, socket as Socket, context),
    frameworkErrors: (error, _request, reply) => void answerError(reply, error, context),
    ajv: validation,
  });
  app.decorateRequest('caller', null as never);
  app.addHook('preClose', async () => stopping.abort());
  if (options.tls.options) options.tls.attach(app.server as Server);
  closeSilent(app, { isTls: options.tls.options !== undefined });
  securityHeaders(app, context);
  handleErrors(app, context);
  health(app, options);
  await app.register((scope) => faces(scope, context, options.documents));
  await app.register(async (scope) => serveLive(scope, context));
  await app.register(options.oauth);
  await app.register(async (scope) => options.account(scope, context));
  await app.register(options.admin);
  if (options.console) await app.register(options.console);
  if (options.routes) await app.register(options.routes);
  await listening('ROADWIRE_HTTP_PORT', options, () =>
    app.listen({ host: options.host, port: options.port }),
  );
  const { port } = app.server.address() as { port: number };
  context.log.info({ host: options.host, port }, 'the Web API answers');
  return { app, port, stop: () => app.close() };
}

/** The two faces of the Web API, and the page that explores them and other documents. */
async function faces(
  app: FastifyInstance,
  context: ApiContext,
  others: readonly DocumentLink[],
): Promise<void> {
  const all = [
    { served: b2cOperationsOf(context), document: b2cDocument },
    { served: b2bOperationsOf(context), document: b2bDocument },
  ];
  for (const face of all) await app.register((scope) => serveFace(scope, face, context));
  const urls = [...all.map(({ document }) => linkTo(document)), ...others];
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (_request, reply) => {
      reply.headers({ 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' });
    });
    // The page wants a document of its own; it shows those above.
    await scope.register(swagger, { openapi: { info: { title: 'Roadwire', version: '1' } } });
    await scope.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: true,
      transformStaticCSP: () => docsPolicy,
      uiConfig: { urls } as object,
      logo: { type: 'image/svg+xml', content: Buffer.from(logo) },
      theme: { title: 'Roadwire: the Web API' },
    });
  });
}

/** Not the library's own, which sends browsers to TLS where there is none. */
const docsPolicy =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="130" height="40" viewBox="0 0 130 40">
  <text x="0" y="28" font-family="sans-serif" font-size="24" font-weight="bold" fill="#fff">Roadwire</text>
</svg>`;

/** Of every answer, whatever it is; pages have more of their own, and what may be kept says so itself. */
function securityHeaders(app: FastifyInstance, { links }: ApiContext): void {
  const plain = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
  const overTls = { ...plain, 'strict-transport-security': 'max-age=31536000' };
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(links().isHttps ? overTls : plain);
    done();
  });
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
