import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import { answerParent } from '../child-process.ts';

/** The least a status read can cost: Fastify answers one GET with a document it holds. */
async function startBareFastify({ document }: { document: object }): Promise<{ port: number }> {
  const app = fastify();
  app.get('/status', (_request, reply) => reply.send(document));
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { port: (app.server.address() as AddressInfo).port };
}

answerParent(startBareFastify);
