import { splitScopes } from './scopes.ts';

/** A request to the authorization server; the path is what follows `/am/oauth2`. */
export type OauthRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  /** As it came; empty where there was none. */
  body: string;
};

const endpoints = ['/access_token', '/token/revoke', '/introspect'];

/**
 * A request as clients of the Web API send it, put into the words of the standards: the realm is no part of the path,
 * scopes are separated by spaces, parameters of a token request are in its form. What counts twice counts once.
 */
export function translate(request: OauthRequest): OauthRequest {
  const path = withoutRealm(request.path);
  if (request.method === 'GET' && path === '/authorize')
    return { ...request, path, query: authorizeQuery(request.query) };
  if (request.method !== 'POST' || !endpoints.includes(path)) return { ...request, path };
  const form = formOf(request);
  if (request.headers.authorization) form.delete('client_secret');
  if (path === '/access_token') tidyTokenRequest(form);
  else nameToken(form);
  return {
    method: 'POST',
    path,
    query: new URLSearchParams(),
    // Answers of these are for programs, whatever they say they read.
    headers: { ...request.headers, ...formHeaders },
    body: form.toString(),
  };
}

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };

/**
 * The first step as an address, where it came as a form; undefined where it did not. A form of another site comes without
 * the cookies of this one (`SameSite=Lax`), so the browser is sent on to the address, and who is signed in stays so.
 * What counts twice counts once; parameters of the form come before those in the address.
 */
export function authorizeAddress(
  request: OauthRequest,
): { path: string; query: URLSearchParams } | undefined {
  const path = withoutRealm(request.path);
  if (request.method !== 'POST' || path !== '/authorize') return undefined;
  return { path, query: formOf(request) };
}

/** `/realms/root/realms/x/authorize` and `/clientsB2CPeugeot/authorize` are `/authorize`. */
function withoutRealm(path: string): string {
  return path
    .replace(/^(\/realms\/[^/]+)+(?=\/)/, '')
    .replace(/^\/clientsB2C[^/]*(\/OTP[^/]*)?(?=\/)/, '')
    .replace(/(?<=.)\/+$/, '');
}

/** What tells a brand or a language may come twice; what matters may not. */
const noted = ['realm', 'local', 'locale', 'ui_locales'];

/** Who the user is belongs to every request: token answers carry an `id_token`. */
function authorizeQuery(query: URLSearchParams): URLSearchParams {
  const asked = new URLSearchParams(query);
  for (const name of noted) if (query.has(name)) asked.set(name, query.get(name) ?? '');
  // Of the others the library would tell on a page with a script that it may not be used.
  if ((query.get('response_mode') ?? 'query') !== 'query') asked.set('response_mode', 'none');
  const scopes = splitScopes(query.getAll('scope').join(' '));
  asked.set('scope', [...new Set(['openid', ...scopes])].join(' '));
  return asked;
}

/** Parameters of the form, or of the JSON that some send instead; those in the address where the form lacks them. */
function formOf({ query, headers, body }: OauthRequest): URLSearchParams {
  const form = new URLSearchParams();
  const sent = /json/i.test(String(headers['content-type'])) ? fromJson(body) : new URLSearchParams(body);
  for (const [name, value] of [...sent, ...query]) if (!form.has(name)) form.set(name, value);
  return form;
}

function fromJson(body: string): URLSearchParams {
  try {
    const parsed: unknown = JSON.parse(body);
    const entries = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
    return new URLSearchParams(
      entries.filter(([, value]) => typeof value === 'string') as [string, string][],
    );
  } catch {
    return new URLSearchParams();
  }
}

/**
 * Clients repeat here the scopes of the first step, in any spelling. RFC 6749 lets a server ignore them: the answer
 * says what was granted. The password grant has no first step.
 */
function tidyTokenRequest(form: URLSearchParams): void {
  const scope = form.get('scope') ?? '';
  form.delete('scope');
  if (form.get('grant_type') === 'password')
    form.set('scope', [...new Set(['openid', ...splitScopes(scope)])].join(' '));
}

/** The documentation calls the token of a revocation `token` in one place and `refresh_token` in another. */
function nameToken(form: URLSearchParams): void {
  const token = form.get('token') ?? form.get('refresh_token') ?? form.get('access_token');
  if (token !== null) form.set('token', token);
  form.delete('refresh_token');
  form.delete('access_token');
}
