import swagger, { type FastifyDynamicSwaggerOptions as SwaggerOptions } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ApiContext } from '../context.ts';
import { authenticator } from '../shared/authenticate.ts';
import { lastPositionOperation } from './last-position.ts';
import { statusOperation } from './status.ts';
import { telemetryOperation } from './telemetry.ts';
import { userOperation } from './user.ts';
import { vehicleOperations } from './vehicles.ts';

export type B2cApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** Parameters that take several values, repeated or separated by commas. */
const lists = ['extension', 'type', 'timestamps'] as const;

/** The end user's face: contract 4.17.2 under /connectedcar/v4, its OpenAPI document, and the page that explores it. */
export async function b2c(plain: FastifyInstance, context: ApiContext): Promise<void> {
  const app: B2cApp = plain.withTypeProvider<TypeBoxTypeProvider>();
  await app.register(swagger, { openapi: document, stripBasePath: true, refResolver });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { url: '/openapi/b2c.json', persistAuthorization: true },
  });
  app.get('/openapi/b2c.json', { schema: { hide: true } }, async () => app.swagger());
  await app.register(async (scope) => {
    const operations: B2cApp = scope.withTypeProvider<TypeBoxTypeProvider>();
    operations.addHook('onRequest', authenticator(context));
    operations.addHook('preValidation', async (request) =>
      splitLists(request.query as Record<string, unknown>),
    );
    userOperation(operations, context);
    vehicleOperations(operations, context);
    statusOperation(operations, context);
    lastPositionOperation(operations, context);
    telemetryOperation(operations, context);
  });
}

function splitLists(query: Record<string, unknown>): void {
  for (const name of lists) {
    const value = query[name];
    if (value === undefined) continue;
    query[name] = (Array.isArray(value) ? value : [value])
      .flatMap((one) => String(one).split(','))
      .filter((one) => one !== '');
  }
}

/** Schemas keep their names in the document. */
const refResolver: SwaggerOptions['refResolver'] = {
  buildLocalReference: (...[json, , , index]) => String(json.$id ?? `schema-${index}`),
};

const document: Exclude<SwaggerOptions['openapi'], undefined> = {
  openapi: '3.0.3',
  info: {
    title: 'Roadwire: End-User Web API',
    description:
      'The Connected Car B2C API, version 4.17.2, as Roadwire serves it. Not affiliated with Stellantis.',
    version: '4.17.2',
  },
  servers: [{ url: '/connectedcar/v4' }],
  components: {
    securitySchemes: {
      client_id: { type: 'apiKey', in: 'query', name: 'client_id' },
      token: { type: 'http', scheme: 'bearer' },
    },
  },
  security: [{ client_id: [], token: [] }],
};
