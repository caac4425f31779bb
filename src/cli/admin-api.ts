import { openStandAlone } from '../admin/stand-alone.ts';
import { errors } from '../api/shared/errors.ts';
import type { Settings } from '../config/settings.ts';
import { systemClock } from '../lib/clock.ts';
import type { CommandContext } from './command.ts';
import { findServer } from './server-file.ts';
import { withDatabase } from './with-database.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Request = { method: Method; path: string; body?: object | string | undefined; type?: string };

/** Asks the administration; gives the body of the answer. Throws an `Error` with what it says where it refuses. */
export type AdminApi = {
  // biome-ignore lint/suspicious/noExplicitAny: the bodies are in the OpenAPI document, not in the types
  ask(request: Request): Promise<any>;
};

/**
 * Works with the administration of the Roadwire that `ROADWIRE_ADMIN_URL` names, or of the one that runs on the data
 * folder. Where none runs, the same routes work on its database in this process.
 */
export async function withAdminApi<Result>(
  context: CommandContext,
  work: (api: AdminApi) => Promise<Result>,
): Promise<Result> {
  const remote = remoteOf(context.settings);
  if (remote) return work({ ask: (request) => askByHttp(remote, request) });
  return withDatabase(context, async (database) => {
    const { app, token } = await openStandAlone(context.settings, {
      database,
      clock: systemClock,
      log: context.log,
    });
    try {
      return await work({
        async ask({ method, path, body, type = 'application/json' }) {
          const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': type } : {}) };
          const url = `/admin/v1${path}`;
          const answer = await app.inject({ method, url, headers, ...(body ? { payload: body } : {}) });
          return bodyOf(answer.statusCode, answer.body);
        },
      });
    } finally {
      await app.close();
    }
  });
}

type Remote = { url: string; token: string };

/** Over TLS the running one is reached through its database: its certificate is made out for another address. */
function remoteOf(settings: Settings): Remote | undefined {
  const { adminUrl, adminToken } = settings;
  if (adminUrl !== undefined) {
    if (adminToken === undefined) throw new Error('ROADWIRE_ADMIN_TOKEN: expected beside ROADWIRE_ADMIN_URL');
    return { url: adminUrl, token: adminToken };
  }
  const own = findServer(settings)?.admin;
  return own?.url.startsWith('http:') ? own : undefined;
}

async function askByHttp({ url, token }: Remote, { method, path, body, type = 'application/json' }: Request) {
  const response = await fetch(`${url}/admin/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': type } : {}) },
    ...(body ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
  }).catch((cause: Error) => {
    throw new Error(
      `${url} cannot be reached: ${(cause.cause as Error | undefined)?.message ?? cause.message}`,
    );
  });
  return bodyOf(response.status, await response.text());
}

function bodyOf(status: number, text: string): unknown {
  const body = text === '' ? undefined : (JSON.parse(text) as { message?: string; debug?: string });
  if (status < 400) return body;
  throw new Error(saidBy(body ?? {}) ?? `the administration answers ${status}`);
}

/** What a refusal says, without the words that all of its kind begin with. */
function saidBy({ message, debug = '' }: { message?: string; debug?: string }): string | undefined {
  const general = generalWords.get(debug);
  return general && message?.startsWith(general) ? message.slice(general.length) : message;
}

const generalWords = new Map(Object.entries(errors).map(([name, [, text]]) => [`RW_${name}`, `${text}: `]));

type Page = { _links: { next?: { href: string } }; _embedded: Record<string, object[]> };

/** All elements of a list, page by page. */
export async function* all<Element>(api: AdminApi, path: string): AsyncGenerator<Element> {
  let query = '?pageSize=200';
  for (;;) {
    const page = (await api.ask({ method: 'GET', path: `${path}${query}` })) as Page;
    yield* Object.values(page._embedded).flat() as Element[];
    const next = page._links.next?.href;
    if (next === undefined) return;
    query = new URL(next).search;
  }
}

/** A path with names put in. */
export function path(parts: TemplateStringsArray, ...names: string[]): string {
  return String.raw({ raw: parts }, ...names.map(encodeURIComponent));
}
