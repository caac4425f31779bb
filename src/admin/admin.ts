import type { FastifyInstance } from 'fastify';
import { serveDocument } from '../api/serve-document.ts';
import { createSignIn } from '../auth/sign-in.ts';
import { findAdministrator } from '../store/people/administrators.ts';
import { type AdminDeps, type AdminSettings, adminPath } from './context.ts';
import { mount } from './mount.ts';
import { adminOperations } from './operations.ts';

/** The OpenAPI document. */
export const adminDocument = {
  path: '/openapi/admin.json',
  root: adminPath,
  info: {
    title: 'Roadwire: administration',
    description:
      'Users, vehicles, services, capabilities, fleets, applications, partners and tokens of this Roadwire, and a log of every change.',
    version: '1',
  },
  securitySchemes: { token: { type: 'http' as const, scheme: 'bearer' } },
};

/** The administration, to be registered with the HTTP server. */
export function createAdmin(settings: AdminSettings, deps: AdminDeps) {
  const find = (name: string) => findAdministrator(deps.database, name);
  const context = { ...deps, settings, signIn: createSignIn({ find, attemptsOfAddress: 50 }, deps.clock) };
  return async (app: FastifyInstance): Promise<void> => {
    await serveDocument(app, adminDocument);
    for (const type of ['text/csv', 'application/x-ndjson'])
      app.addContentTypeParser(type, { parseAs: 'string' }, (_request, text, done) => done(null, text));
    await app.register(async (scope) => mount(scope, adminOperations, context));
  };
}
