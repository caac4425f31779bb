import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv6, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { LRUCache } from 'lru-cache';
import { certificateFromHeader } from './from-header.ts';
import { type Anchor, type Identified, identify } from './identify.ts';

export type ProxySettings = { clientCertHeader?: string; trustedProxies: readonly string[] };

/** Who a request's certificate says asks; a text where it is not to be believed; undefined where there is none. */
export type Presented = Identified | string | undefined;

const headersMax = 1000;

/**
 * Reads certificates of connections and of headers of trusted proxies, and remembers who they are of. A header of
 * anybody else means nothing; where a trusted proxy asks, only its header counts.
 */
export function createPresented(
  { clientCertHeader, trustedProxies }: ProxySettings,
  anchors: readonly Anchor[],
): (request: IncomingMessage) => Presented {
  const isProxy = clientCertHeader ? addressIn(trustedProxies) : () => false;
  const headers = new LRUCache<string, Identified | string>({ max: headersMax });
  const sockets = new WeakMap<Socket, { presented: Presented }>();

  function ofHeader(value: string): Identified | string {
    const known = headers.get(value);
    if (known !== undefined) return known;
    const certificate = certificateFromHeader(value);
    const read = certificate
      ? identify(certificate, anchors)
      : 'what the proxy passed on is not one certificate';
    headers.set(value, read);
    return read;
  }

  function ofSocket(socket: Socket): Presented {
    const known = sockets.get(socket);
    if (known) return known.presented;
    const presented = readSocket(socket, anchors);
    sockets.set(socket, { presented });
    return presented;
  }

  return ({ headers: given, socket }) => {
    if (!clientCertHeader || !isProxy(socket.remoteAddress)) return ofSocket(socket);
    const value = [given[clientCertHeader.toLowerCase()]].flat().join(', ');
    return value === '' ? undefined : ofHeader(value);
  };
}

function readSocket(socket: Socket, anchors: readonly Anchor[]): Presented {
  if (!(socket instanceof TLSSocket)) return undefined;
  const certificate: X509Certificate | undefined = socket.getPeerX509Certificate();
  if (!certificate) return undefined;
  const identified = identify(certificate, anchors);
  // What OpenSSL finds wrong with the chain beyond that.
  if (typeof identified === 'string' || socket.authorized) return identified;
  const code = String(socket.authorizationError);
  return openSslFaults[code] ?? `it is not believed: ${code}`;
}

const openSslFaults: Record<string, string> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it does not hold yet',
};

function addressIn(networks: readonly string[]): (address: string | undefined) => boolean {
  const list = new BlockList();
  for (const one of networks) {
    const [address = '', bits] = one.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => address !== undefined && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
