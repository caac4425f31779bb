import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { titled, withNamedSchemas } from '../api/name-schemas.ts';
import { createSignIn } from '../auth/sign-in.ts';
import { findAdministrator } from '../store/people/administrators.ts';
import { type AdminDeps, type AdminSettings, adminPath } from './context.ts';
import { mount } from './mount.ts';
import { adminOperations } from './operations.ts';

/** Where the OpenAPI document is served, and what it is called. */
export const adminDocument = { url: '/openapi/admin.json', name: 'Roadwire: administration' };

const openapi = {
  openapi: '3.0.3',
  info: {
    title: adminDocument.name,
    description:
      'Users, vehicles, services, capabilities, fleets, applications, partners and tokens of this Roadwire, and a log of every change.',
    version: '1',
  },
  servers: [{ url: adminPath }],
  components: { securitySchemes: { token: { type: 'http' as const, scheme: 'bearer' } } },
  security: [{ token: [] }],
};

/** The administration, to be registered with the HTTP server. */
export function createAdmin(settings: AdminSettings, deps: AdminDeps) {
  const find = (name: string) => findAdministrator(deps.database, name);
  const context = { ...deps, settings, signIn: createSignIn({ find, attemptsOfAddress: 50 }, deps.clock) };
  return async (app: FastifyInstance): Promise<void> => {
    await app.register(swagger, {
      openapi,
      stripBasePath: true,
      transform: ({ schema, url }) => ({ schema: titled(schema), url }),
    });
    let made: object | undefined;
    app.get(adminDocument.url, { schema: { hide: true } }, async () => {
      made ??= withNamedSchemas(app.swagger());
      return made;
    });
    for (const type of ['text/csv', 'application/x-ndjson'])
      app.addContentTypeParser(type, { parseAs: 'string' }, (_request, text, done) => done(null, text));
    await app.register(async (scope) => mount(scope, adminOperations, context));
  };
}
