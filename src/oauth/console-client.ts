import { grantableScopes } from '../auth/scopes.ts';
import { keepPublicApplication } from '../store/access/own-applications.ts';
import type { Database } from '../store/database.ts';

/** The console is an application of Roadwire's own, known by this to every Roadwire. */
export const consoleClientId = 'roadwire-console';

/** Where the console takes its codes, below the address of this server. */
export const consoleRedirectPath = '/console/signed-in';

const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Enters the console among the applications, or brings what is entered up to date: it follows the address under which
 * the world reaches this server. The answer is its client id.
 */
export async function ensureConsoleClient(database: Database, publicUrl: string): Promise<string> {
  await keepPublicApplication(database, {
    clientId: consoleClientId,
    name: 'Roadwire console',
    redirectUris: consoleRedirects(publicUrl),
    scopes: grantableScopes,
    grants: ['authorization_code', 'refresh_token'],
  });
  return consoleClientId;
}

/** On one machine, people type its loopback address as they like: each of them is this server, on its port. */
export function consoleRedirects(publicUrl: string): string[] {
  const redirect = `${publicUrl}${consoleRedirectPath}`;
  const url = new URL(redirect);
  if (!loopbackHosts.includes(url.hostname)) return [redirect];
  const port = url.port && `:${url.port}`;
  const others = loopbackHosts.map((host) => `${url.protocol}//${host}${port}${url.pathname}`);
  return [...new Set([redirect, ...others])];
}
