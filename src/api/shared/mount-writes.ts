import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiContext } from '../context.ts';
import type { Ask } from './ask.ts';
import { mediaType } from './bodies/media-type.ts';
import { readBody } from './bodies/read-body.ts';
import type { FaceOperations } from './mount.ts';
import { prepareAsk } from './prepare-ask.ts';
import { type Body, type Write, writeSchemaOf } from './write.ts';

const bodyBytesMax = 65_536;

/** Operations that change something: after the checks that reads have, too, the body is read, and it is done. */
export function mountWrites(app: FastifyInstance, served: FaceOperations, context: ApiContext): void {
  // Whatever it is called: some clients send JSON without saying so.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    '*',
    { parseAs: 'string', bodyLimit: bodyBytesMax },
    (_request: FastifyRequest, text: string, done: (error: null, body: string) => void) => done(null, text),
  );
  for (const write of served.writes) {
    for (const path of [write.path, ...(write.aliases ?? [])]) {
      const schema = { ...writeSchemaOf(write, path), ...(path === write.path ? {} : { hide: true }) };
      const handler = writer(write, served, context);
      app.route({ method: write.method, url: `${served.root}${path}`, schema, handler });
    }
  }
}

function writer(operation: Write, served: FaceOperations, context: ApiContext) {
  const write = operation.write as (ask: Ask & { body: Body }) => Promise<object | undefined>;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const query = request.query as Ask['query'];
    const ask = await prepareAsk(operation, served, { context, request, query });
    const body = operation.body ? readBody(request.body) : {};
    const answer = await write(Object.assign(ask, { body }));
    reply.code(operation.status);
    return answer ? reply.type(mediaType(request.headers.accept)).send(answer) : reply.send();
  };
}
