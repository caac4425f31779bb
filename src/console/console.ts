import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { builtFolder, findPage } from './built.ts';
import { contentPolicy } from './policy.ts';

export type ConsoleOptions = {
  /** Of the console's own application, with which drivers sign in. */
  clientId: string;
  /** Where the world reaches this server. */
  publicUrl(): string;
  mapStyleUrl?: string | undefined;
  /** Whether who asks so may try the roles of the demo. */
  isDemoFor(request: FastifyRequest): boolean;
  /** Where the built console is, by default `dist/console`. */
  folder?: string;
};

/**
 * Serves the console at `/console/`, where `/` leads: files that never change their content under `assets/`, and for
 * every other address the one page, which finds its screen itself. Where it was not built, the page says so.
 */
export function createConsole(options: ConsoleOptions): (app: FastifyInstance) => Promise<void> {
  const { clientId, mapStyleUrl, isDemoFor, folder = builtFolder() } = options;
  const page = findPage(folder);
  const place = () => `${new URL(options.publicUrl()).pathname.replace(/\/$/, '')}/console/`;
  const headers = pageHeaders(mapStyleUrl);
  const sendPage = async (reply: FastifyReply) => {
    if (page === undefined) return reply.code(503).type('text/plain; charset=utf-8').send(notBuilt);
    const text = (await readFile(page, 'utf8')).replaceAll('"./', `"${place()}`);
    return reply.headers(headers).type('text/html; charset=utf-8').send(text);
  };
  return async (app) => {
    app.get('/', async (_request, reply) => reply.redirect(place(), 302));
    app.get('/console/config.json', async (request) => ({
      clientId,
      ...(mapStyleUrl && { mapStyleUrl }),
      isDemo: isDemoFor(request),
    }));
    app.get('/console', async (_request, reply) => sendPage(reply));
    app.get('/console/*', async (_request, reply) => sendPage(reply));
    if (page !== undefined) await serveFiles(app, folder);
  };
}

const notBuilt = 'The console was not built: run `npm run build`, and start Roadwire again.\n';

function pageHeaders(mapStyleUrl: string | undefined): Record<string, string> {
  return {
    'content-security-policy': contentPolicy(mapStyleUrl),
    'cache-control': 'no-cache',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
  };
}

/** Files whose names have a hash of their content, compressed when they were built. */
async function serveFiles(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/console/assets/',
    preCompressed: true,
    cacheControl: false,
    index: false,
    // The icon alone has no hash of what is in it in its name.
    setHeaders: (reply, path) =>
      void reply.header(
        'cache-control',
        basename(path) === 'icon.svg' ? 'public, max-age=86400' : 'public, max-age=31536000, immutable',
      ),
  });
  app.get('/console/icon.svg', (_request, reply) =>
    reply.sendFile('icon.svg', folder, { cacheControl: false }),
  );
}
