import swagger, { type FastifyDynamicSwaggerOptions as SwaggerOptions } from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import type { ApiContext } from './context.ts';
import { titled, withNamedSchemas } from './name-schemas.ts';
import { type FaceOperations, mount, mountNotFound } from './shared/mount.ts';

type OpenApi = NonNullable<SwaggerOptions['openapi']>;

/** What the OpenAPI document of a face says beside its operations. */
export type FaceDocument = {
  /** Where the document is served. */
  path: string;
  info: NonNullable<OpenApi['info']>;
  securitySchemes: NonNullable<NonNullable<OpenApi['components']>['securitySchemes']>;
};

/** One face of the Web API with its OpenAPI document. */
export async function serveFace(
  app: FastifyInstance,
  { served, document }: { served: FaceOperations; document: FaceDocument },
  context: ApiContext,
): Promise<void> {
  const { info, securitySchemes, path } = document;
  const openapi: OpenApi = {
    openapi: '3.0.3',
    info,
    servers: [{ url: served.root }],
    components: { securitySchemes },
    security: [Object.fromEntries(Object.keys(securitySchemes).map((name) => [name, []]))],
  };
  const transform: SwaggerOptions['transform'] = ({ schema, url }) => ({
    schema: titled(withBody(schema)),
    url,
  });
  await app.register(swagger, { openapi, stripBasePath: true, transform });
  let made: object | undefined;
  app.get(path, { schema: { hide: true } }, async () => {
    made ??= withNamedSchemas(app.swagger());
    return made;
  });
  await app.register(async (scope) => mount(scope, served, context));
  mountNotFound(app, served, context);
}

/** Bodies of requests are in the document alone: whoever reads them says more of what is wrong than a schema. */
function withBody<Schema extends object>(schema: Schema): Schema {
  const { documentedBody, ...others } = schema as Schema & { documentedBody?: object };
  return (documentedBody ? { ...others, body: documentedBody } : others) as Schema;
}
