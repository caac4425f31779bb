import type { X509Certificate } from 'node:crypto';
import { keyHash } from './authority.ts';
import { timeFault } from './read-pem.ts';

/** An authority whose certificates are believed. */
export type Anchor = {
  certificate: X509Certificate;
  /** See `keyHash`. */
  id: Buffer;
  /** Whether it is the built-in one, which has a list of everything that it signed. */
  isOwn: boolean;
};

/** A client certificate that an authority signed; whether it holds now is for `timeFault`. */
export type Identified = { login: string; serial: string; anchor: Anchor; certificate: X509Certificate };

const clientAuth = '1.3.6.1.5.5.7.3.2';

export function anchorsOf(certificates: readonly X509Certificate[], own?: X509Certificate): Anchor[] {
  const ownKey = own && keyHash(own);
  return certificates.map((certificate) => {
    const id = keyHash(certificate);
    return { certificate, id, isOwn: ownKey?.equals(id) ?? false };
  });
}

/**
 * Who a client certificate says its holder is, if one of the authorities signed it itself: each that is given is
 * believed, also one that stands below another. The answer is a text where it is not to be believed.
 */
export function identify(certificate: X509Certificate, anchors: readonly Anchor[]): Identified | string {
  const anchor = anchors.find((one) => isSignedBy(certificate, one));
  if (!anchor) return 'it is of an authority that is not believed here';
  if (certificate.ca) return 'it is that of an authority, expected that of a client';
  // Absent, it is good for everything.
  const usage: readonly string[] | undefined = certificate.keyUsage;
  if (usage && !usage.includes(clientAuth)) return 'it is not made for clients';
  // One by one, as a line of text could have been made to look like two.
  const { CN: login } = certificate.toLegacyObject().subject as { CN?: string | string[] };
  if (typeof login !== 'string') return 'its subject has no common name, or several';
  return { login, serial: certificate.serialNumber.toUpperCase(), anchor, certificate };
}

function isSignedBy(certificate: X509Certificate, { certificate: authority }: Anchor): boolean {
  return certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

/** Why a certificate does not hold at a time: its own term, or that of its authority. */
export function termFault({ certificate, anchor }: Identified, now: number): string | undefined {
  const authority = timeFault(anchor.certificate, now);
  return timeFault(certificate, now) ?? (authority && `its authority: ${authority}`);
}
