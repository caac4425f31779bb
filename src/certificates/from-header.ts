import { X509Certificate } from 'node:crypto';

/** Of the encoded text. */
const charactersMax = 12_000;

/**
 * The certificate in a header that a proxy sets: URL-encoded PEM (nginx `$ssl_client_escaped_cert`), DER in base64
 * (HAProxy, Caddy, RFC 9440), or the `Cert` of one element of Envoy's `X-Forwarded-Client-Cert`. Undefined where it is
 * none of these, or has several.
 */
export function certificateFromHeader(value: string): X509Certificate | undefined {
  if (value.length > charactersMax) return undefined;
  try {
    const der = Buffer.from(base64Of(value), 'base64');
    return der.length > 0 ? new X509Certificate(der) : undefined;
  } catch {
    // Whatever it is, it is no certificate.
    return undefined;
  }
}

/** Throws where it is encoded wrongly. */
function base64Of(value: string): string {
  const [first, ...more] = [...value.matchAll(/(?:^|[;,])\s*Cert="([^"]*)"/gi)].map(([, one = '']) => one);
  const text = decodeURIComponent(more.length > 0 ? '' : (first ?? value));
  const bare = text
    .replace(/^\s*-----BEGIN CERTIFICATE-----/, '')
    .replace(/-----END CERTIFICATE-----\s*$/, '')
    .replace(/^:(.*):$/, '$1')
    .replaceAll(/\s/g, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(bare) ? bare : '';
}
