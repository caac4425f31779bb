/** Schemes that a browser acts upon itself. */
const forbiddenSchemes = [
  'javascript',
  'data',
  'vbscript',
  'blob',
  'file',
  'about',
  'filesystem',
  'view-source',
  'ws',
  'wss',
];

/** What is wrong with an address that users are to be sent back to; undefined where nothing is. */
export function redirectFault(uri: string): string | undefined {
  if (!URL.canParse(uri) || /[\s\\<>"'`\p{Cc}]/u.test(uri)) return 'expected an address';
  const { protocol, hash, username } = new URL(uri);
  if (hash || uri.includes('#')) return 'expected no fragment (#)';
  if (username) return 'expected no user name';
  const scheme = protocol.slice(0, -1);
  if (forbiddenSchemes.includes(scheme)) return `expected another scheme than ${scheme}`;
  return undefined;
}

/** Where http reads nobody on the way: RFC 8252, section 7.3. */
const loopbackHosts = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * What is wrong with registering such an address; undefined where nothing is. A code that goes over the network without
 * TLS can be read on its way, so http is for the same machine, unless the operator says otherwise.
 */
export function registrationFault(uri: string, allows: { plainHttp: boolean }): string | undefined {
  const fault = redirectFault(uri);
  if (fault !== undefined || allows.plainHttp) return fault;
  const { protocol, hostname } = new URL(uri);
  if (protocol !== 'http:' || loopbackHosts.includes(hostname)) return undefined;
  return 'expected https, or http on 127.0.0.1, [::1] or localhost (ROADWIRE_PLAIN_REDIRECTS=true allows it)';
}

/** Whether a browser leaves such an address to an application. */
export function isCustomScheme(uri: string): boolean {
  return !/^https?:/i.test(uri);
}

/**
 * Whether users may be sent to an address. Web addresses are exactly those that were registered, but for the port
 * on a loopback address, which a program picks when it starts; under a custom scheme a registered one stands for
 * everything below it.
 */
export function isRedirectAllowed(registered: readonly string[], uri: string): boolean {
  if (redirectFault(uri) !== undefined) return false;
  if (registered.includes(uri)) return true;
  if (isCustomScheme(uri)) return registered.some((one) => isCustomScheme(one) && isBelow(one, uri));
  const anyPort = withoutLoopbackPort(uri);
  return anyPort !== undefined && registered.some((one) => withoutLoopbackPort(one) === anyPort);
}

function isBelow(registered: string, uri: string): boolean {
  if (!uri.startsWith(registered) || uri.includes('/..')) return false;
  return /[/:?]$/.test(registered) || /^[/?]/.test(uri.slice(registered.length));
}

function withoutLoopbackPort(uri: string): string | undefined {
  if (!URL.canParse(uri)) return undefined;
  const url = new URL(uri);
  if (url.protocol !== 'http:' || !loopbackHosts.includes(url.hostname)) return undefined;
  url.port = '';
  return url.href;
}
