import { X509Certificate } from 'node:crypto';

const block = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM text, in order. Throws where one cannot be read; none is an empty list. */
export function certificatesIn(pem: string): X509Certificate[] {
  return (pem.match(block) ?? []).map((one) => new X509Certificate(one));
}

/** Whether a certificate holds at a time, or how it does not. */
export function timeFault(certificate: X509Certificate, now: number): string | undefined {
  const { validFrom, validTo } = certificate;
  if (now < Date.parse(validFrom)) return `it holds from ${new Date(validFrom).toISOString()} on`;
  if (now > Date.parse(validTo)) return `it expired at ${new Date(validTo).toISOString()}`;
  return undefined;
}
