import { type ApiError, ProblemError } from './problem.ts';
import { reach } from './reach.ts';
import { serverRoot } from './server-root.ts';

export type QueryValue = string | number | boolean | undefined | readonly (string | number)[];
export type Query = Record<string, QueryValue>;

/** One request: a path below the root of an API, or the absolute address of a link. */
export type Request = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: Query | undefined;
  /** Sent as JSON; a string as it is, with `contentType`. */
  body?: unknown;
  contentType?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
};

/** Who asks: where the API is, what every request carries. */
export type Credentials = {
  /** Path of the API on this server, such as `/connectedcar/v4`. */
  root: string;
  query?: Query;
  authorization(): string;
  /** What to do when those that were used are good no more; true where asking again may help. */
  onRefused?(authorization: string): Promise<boolean>;
  /** They are good no more, whatever was done about it. */
  onOver?(): void;
};

export type Ask = {
  /** JSON of the answer, or undefined for an empty one. Throws `ProblemError`. */
  <Answer>(path: string, request?: Request): Promise<Answer>;
  /** The answer as it is, such as a file. Throws `ProblemError`. */
  raw(path: string, request?: Request): Promise<Response>;
  /** The address that is asked, with everything in the query. */
  addressOf(path: string, query?: Query): string;
  credentials: Credentials;
};

/** Asks an API as somebody. */
export function createAsk(credentials: Credentials): Ask {
  const addressOf = (path: string, query: Query = {}) => {
    const url = new URL(
      path.startsWith('http') ? path : `${serverRoot}${credentials.root}${path}`,
      location.origin,
    );
    // Links carry the address under which the world knows the server; the console asks the one it came from.
    const own = new URL(`${url.pathname}${url.search}`, location.origin);
    for (const [name, value] of Object.entries({ ...credentials.query, ...query })) put(own, name, value);
    return own.href;
  };
  const send = (path: string, request: Request) =>
    reach(addressOf(path, request.query), initOf(credentials, request));
  const raw = async (path: string, request: Request = {}): Promise<Response> => {
    const used = credentials.authorization();
    const first = await send(path, request);
    if (first.ok) return first;
    const problem = await problemIn(first);
    if (!problem.isSignedOut) throw problem;
    const again = (await credentials.onRefused?.(used)) ? await send(path, request) : undefined;
    if (again?.ok) return again;
    const last = again ? await problemIn(again) : problem;
    if (last.isSignedOut) credentials.onOver?.();
    throw last;
  };
  const ask = async <Answer>(path: string, request?: Request): Promise<Answer> => {
    const text = await (await raw(path, request)).text();
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };
  return Object.assign(ask, { raw, addressOf, credentials });
}

function put(url: URL, name: string, value: QueryValue): void {
  if (value === undefined) return;
  url.searchParams.delete(name);
  for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(one));
}

function initOf(
  { authorization }: Credentials,
  { method = 'GET', signal, ...request }: Request,
): RequestInit {
  const { body, contentType = 'application/json' } = request;
  const given: Record<string, string> = body === undefined ? {} : { 'content-type': contentType };
  const headers = { accept: '*/*', authorization: authorization(), ...given, ...request.headers };
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  return {
    method,
    headers,
    ...(text === undefined ? {} : { body: text as string }),
    ...(signal ? { signal } : {}),
  };
}

const problemIn = async (response: Response) => new ProblemError(response.status, await errorOf(response));

/** What the answer says of its error, in the words of the Web API or of OAuth. */
export async function errorOf(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '');
  try {
    const body = JSON.parse(text) as ApiError & { error?: string; error_description?: string };
    const message = body.message ?? body.error_description ?? body.error;
    return { ...body, ...(message === undefined ? {} : { message }) };
  } catch {
    return {};
  }
}
