import swagger, { type FastifyDynamicSwaggerOptions as SwaggerOptions } from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { titled, withNamedSchemas } from './name-schemas.ts';

type OpenApi = NonNullable<SwaggerOptions['openapi']>;

/** What an OpenAPI document says beside its operations. */
export type ServedDocument = {
  /** Where the document is served. */
  path: string;
  /** Below which the operations are. */
  root: string;
  info: NonNullable<OpenApi['info']>;
  securitySchemes?: NonNullable<NonNullable<OpenApi['components']>['securitySchemes']>;
};

/** A document as the page that explores them lists it. */
export type DocumentLink = { url: string; name: string };

export function linkTo({ path, info: { title } }: Pick<ServedDocument, 'path' | 'info'>): DocumentLink {
  return { url: path, name: title };
}

/** Serves the OpenAPI 3 document of all routes that `app` is given from now on, made from their schemas. */
export async function serveDocument(
  app: FastifyInstance,
  { path, root, info, securitySchemes = {} }: ServedDocument,
): Promise<void> {
  const names = Object.keys(securitySchemes);
  const openapi: OpenApi = {
    openapi: '3.0.3',
    info,
    servers: [{ url: root }],
    components: { securitySchemes },
    security: names.length === 0 ? [] : [Object.fromEntries(names.map((name) => [name, []]))],
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
}

/** Bodies of requests are in the document alone: whoever reads them says more of what is wrong than a schema. */
function withBody<Schema extends object>(schema: Schema): Schema {
  const { documentedBody, ...others } = schema as Schema & { documentedBody?: object };
  return (documentedBody ? { ...others, body: documentedBody } : others) as Schema;
}
