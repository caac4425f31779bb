import { BlockList, isIP } from 'node:net';
import type { Log } from '../lib/log.ts';

type Doors = { host: string; tlsCert?: string; trustedProxies: readonly string[]; publicUrl?: string };

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

function isLoopback(host: string): boolean {
  const family = { 4: 'ipv4', 6: 'ipv6' }[isIP(host)] as 'ipv4' | 'ipv6' | undefined;
  return family ? loopback.check(host, family) : host === 'localhost';
}

/** Warns where passwords and tokens may cross a network for all to read. */
export function warnOpenDoors({ host, tlsCert, trustedProxies, publicUrl }: Doors, log: Log): void {
  const hasProxy = trustedProxies.length > 0 || /^https:/.test(publicUrl ?? '');
  if (isLoopback(host) || tlsCert || hasProxy) return;
  log.warn(
    { host },
    'the Web API is open to the network without TLS: set ROADWIRE_TLS_CERT and ROADWIRE_TLS_KEY, or put a proxy before it and name it in ROADWIRE_TRUSTED_PROXIES (docs/certificates.md)',
  );
}
