import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { type Field, wrong } from '../../../lib/fields/field.ts';

const lengthMax = 2048;

/** Schemes by channel: the first is for everybody, the second for one's own machine or network only. */
const schemes = {
  webhook: ['https:', 'http:'],
  websocket: ['wss:', 'ws:'],
} as const;

/**
 * Where to send to, as it was given. Whether a private address may be called is decided when it is: here
 * only that nothing travels through the public net unsealed.
 */
export function readTarget(field: Field, channel: keyof typeof schemes): string | undefined {
  const [sealed, open] = schemes[channel];
  const { value } = field;
  const expected = `a ${sealed}// address of at most ${lengthMax} characters without user, password or fragment`;
  const url = typeof value === 'string' && value.length <= lengthMax ? parse(value) : undefined;
  if (!url || (url.protocol !== sealed && url.protocol !== open)) return wrong(field, expected);
  if (url.username || url.password || url.hash) return wrong(field, expected);
  if (url.protocol === open && !isPrivateHost(url.hostname)) return wrong(field, expected);
  return value as string;
}

const blank = /[\s\p{Cc}]/u;

function parse(text: string): URL | undefined {
  return !blank.test(text) && /^[a-z]+:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}

const privateNets = new BlockList();
privateNets.addSubnet('127.0.0.0', 8);
privateNets.addSubnet('10.0.0.0', 8);
privateNets.addSubnet('172.16.0.0', 12);
privateNets.addSubnet('192.168.0.0', 16);
privateNets.addSubnet('169.254.0.0', 16);
privateNets.addAddress('::1', 'ipv6');
privateNets.addSubnet('fc00::', 7, 'ipv6');
privateNets.addSubnet('fe80::', 10, 'ipv6');

const privateNames = /(^|\.)(localhost|local|internal|lan|home\.arpa)$/;

/** Whether a host is of this machine or of a private network by its very name. */
function isPrivateHost(host: string): boolean {
  if (isIPv4(host)) return privateNets.check(host);
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIPv6(bare)) return privateNets.check(bare, 'ipv6');
  return !host.includes('.') || privateNames.test(host);
}
