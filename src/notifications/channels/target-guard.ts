import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { createDnsLookUp, createSystemLookUp } from './names.ts';

/** Roadwire does not call this address: it could be anything beside Roadwire in its own network. */
export class RefusedTargetError extends Error {
  override name = 'RefusedTargetError';
  readonly code = 'REFUSED_TARGET';
}

/** As `https:` and `http:`. */
type Protocols = { secure: string; plain: string };

const notPublic = 'the target is not on the public internet';

/** What may be called, and how names are looked up so that nothing else is. */
export type TargetGuard = {
  /** Throws `RefusedTargetError` for what can be refused without looking its name up. Gives the parsed address. */
  check(target: string, protocols: Protocols): URL;
  /** In the place of `dns.lookup`: gives only addresses that may be called, so nothing is connected to unchecked. */
  lookup: LookupFunction;
};

type Options = {
  /** Name servers, where those of the machine are not to be asked. */
  servers?: readonly string[];
};

type Allowed = { networks: [ipaddr.IPv4 | ipaddr.IPv6, number][]; names: Set<string> };

/**
 * Refuses targets that are not on the public internet, and those that are not encrypted, unless `allowed` (addresses,
 * networks such as 10.0.0.0/8, names) has them.
 */
export function createTargetGuard(allowed: readonly string[], { servers }: Options = {}): TargetGuard {
  const { networks, names } = readAllowed(allowed);
  const ask = createDnsLookUp({ servers });
  const askMachine = createSystemLookUp();
  const isListed = (address: ipaddr.IPv4 | ipaddr.IPv6) =>
    networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
  const mayCall = (text: string) => {
    const address = innermost(ipaddr.parse(text));
    return isListed(address) || isPublic(address);
  };

  const isNamed = (host: string) => (isIP(host) ? isListed(innermost(ipaddr.parse(host))) : names.has(host));

  const isRefused = (host: string) =>
    isIP(host) ? !mayCall(host) : isLoopbackName(host) && !names.has(host);

  function check(target: string, { secure, plain }: Protocols): URL {
    const url = URL.canParse(target) ? new URL(target) : undefined;
    if (!url || ![secure, plain].includes(url.protocol))
      throw new RefusedTargetError(`the target is no ${secure}// address`);
    const host = hostOf(url);
    if (url.protocol === plain && !isNamed(host)) throw new RefusedTargetError('the target is not encrypted');
    if (isRefused(host)) throw new RefusedTargetError(notPublic);
    return url;
  }

  async function find(name: string, family: number | string | undefined) {
    const isListedName = names.has(name);
    const found = await (isListedName ? askMachine : ask)(name);
    const good = isListedName ? found : found.filter(({ address }) => mayCall(address));
    if (good.length === 0) throw new RefusedTargetError(notPublic);
    const wanted = Number(String(family ?? 0).replace('IPv', ''));
    const fitting = good.filter((one) => wanted === 0 || one.family === wanted);
    if (fitting.length === 0) throw Object.assign(new Error('name not found'), { code: 'ENOTFOUND' });
    return fitting;
  }

  return {
    check,
    lookup(hostname, options, done) {
      find(hostname.toLowerCase(), options.family).then(
        (found) => {
          const [first] = found;
          if (options.all) done(null, found);
          else done(null, first?.address ?? '', first?.family);
        },
        (error) => done(error, ''),
      );
    },
  };
}

/** `localhost` and what is below it lead to this machine, whatever name servers say. */
const isLoopbackName = (host: string) => /(^|\.)localhost\.?$/.test(host);

function readAllowed(allowed: readonly string[]): Allowed {
  const networks: Allowed['networks'] = [];
  const names = new Set<string>();
  for (const one of allowed) {
    const [address = '', bits] = one.split('/');
    if (!isIP(address)) names.add(one.toLowerCase());
    else {
      const network = ipaddr.parse(address);
      networks.push([network, bits === undefined ? network.toByteArray().length * 8 : Number(bits)]);
    }
  }
  return { networks, names };
}

/** The host as it is connected to: IPv6 without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

/** An IPv4 address in the clothes of IPv6 leads where the IPv4 address does: mapped, and by NAT64. */
function innermost(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address.kind() === 'ipv4') return address;
  const six = address as ipaddr.IPv6;
  if (six.isIPv4MappedAddress()) return six.toIPv4Address();
  if (six.match(nat64, 96)) return new ipaddr.IPv4(six.toByteArray().slice(12));
  return six;
}

const nat64 = ipaddr.IPv6.parse('64:ff9b::');

/** Of IPv6 only what is given out: among the rest are older ways to write an IPv4 address, such as ::7f00:1. */
const givenOut = ipaddr.IPv6.parse('2000::');

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || (address as ipaddr.IPv6).match(givenOut, 3);
}
