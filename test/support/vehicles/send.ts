import type { Method } from '../api-schemas.ts';
import type { Answer, Driver, FleetOwner, TestCloud } from '../cloud.ts';
import { checkContract } from '../contract.ts';

/** A body as text goes as it is; any other is made JSON. */
export type Send = (method: Method, path: string, body?: unknown) => Promise<Answer>;

/** `headers`: beside those of all. */
type Sender = { base: string; authorization: string; clientId: string; headers: Record<string, string> };

/** Requests of an application with a user's token, of any method: paths as of `cloud.get`, answers held against the contract. */
export function sendAs(
  cloud: TestCloud,
  { token, clientId }: Pick<Driver, 'token' | 'clientId'>,
  headers: Record<string, string> = {},
): Send {
  const sender = { base: '/connectedcar/v4', authorization: `Bearer ${token}`, clientId, headers };
  return (method, path, body) => send(cloud, sender, { method, path, body });
}

/** The same of a fleet owner: paths are below the fleet, or begin with a slash. */
export function sendAsOwner(cloud: TestCloud, owner: FleetOwner, headers: Record<string, string> = {}): Send {
  const { login, password, clientId, fid } = owner;
  const authorization = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
  const sender = { base: '/connectedcar/v3', authorization, clientId, headers };
  return (method, path, body) =>
    send(cloud, sender, { method, path: path.startsWith('/') ? path : `/fleets/${fid}/${path}`, body });
}

type Sent = { method: Method; path: string; body: unknown };

async function send(
  { baseUrl }: TestCloud,
  { base, authorization, clientId, headers: own }: Sender,
  { method, path, body }: Sent,
): Promise<Answer> {
  const url = new URL(`${baseUrl}${base}${path}`);
  url.searchParams.set('client_id', clientId);
  const response = await fetch(url, {
    method: method.toUpperCase(),
    headers: {
      authorization,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...own,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const { status, statusText, headers } = response;
  const text = await response.text();
  const answer = { status, statusText, headers, body: text === '' ? undefined : JSON.parse(text), text };
  await checkContract(baseUrl, { address: url.pathname, method }, answer);
  return answer;
}
