import { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { oauthPath } from './context.ts';
import type { OauthRequest } from './translate.ts';

/**
 * A request for the library in the place of the one that came: translated, and with the host and scheme under which
 * the world reaches this server, whatever the caller says of them.
 */
export function copyRequest(
  { raw, ip }: FastifyRequest,
  translated: OauthRequest,
  publicUrl: string,
): IncomingMessage {
  const { host, protocol, pathname } = new URL(`${publicUrl}${oauthPath}`);
  const copy = new IncomingMessage(raw.socket);
  const query = translated.query.toString();
  const path = `${translated.path || '/'}${query ? `?${query}` : ''}`;
  const body = Buffer.from(translated.body);
  copy.httpVersion = raw.httpVersion;
  copy.method = translated.method;
  copy.url = path;
  copy.headers = {
    ...(translated.headers as IncomingMessage['headers']),
    host,
    'x-forwarded-host': host,
    'x-forwarded-proto': protocol.slice(0, -1),
    'x-forwarded-for': ip,
    'content-length': String(body.length),
  };
  delete copy.headers['transfer-encoding'];
  if (body.length === 0 && translated.method !== 'POST') delete copy.headers['content-length'];
  // From this the library tells under which path it is mounted.
  Object.assign(copy, { originalUrl: `${pathname}${path}` });
  copy.push(body.length > 0 ? body : null);
  if (body.length > 0) copy.push(null);
  copy.complete = true;
  return copy;
}
