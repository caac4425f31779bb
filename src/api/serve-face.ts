import type { FastifyInstance } from 'fastify';
import type { ApiContext } from './context.ts';
import { type ServedDocument, serveDocument } from './serve-document.ts';
import { type FaceOperations, mount, mountNotFound } from './shared/mount.ts';

/** What the OpenAPI document of a face says beside its operations. */
export type FaceDocument = Required<Omit<ServedDocument, 'root'>>;

/** One face of the Web API with its OpenAPI document. */
export async function serveFace(
  app: FastifyInstance,
  { served, document }: { served: FaceOperations; document: FaceDocument },
  context: ApiContext,
): Promise<void> {
  await serveDocument(app, { ...document, root: served.root });
  await app.register(async (scope) => mount(scope, served, context));
  mountNotFound(app, served, context);
}
