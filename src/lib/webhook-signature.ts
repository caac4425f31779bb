import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signatures of webhooks as https://www.standardwebhooks.com describes them. */

/** What is signed. `timestamp`: epoch seconds. */
export type Signed = { id: string; timestamp: number; body: string };

/** `webhook-signature`: one signature for each secret, parted by spaces. */
export function signWebhook(secrets: readonly string[], signed: Signed): string {
  return secrets.map((secret) => `v1,${macOf(secret, signed).toString('base64')}`).join(' ');
}

/** Whether one of the signatures was made with the secret. Compares in constant time. */
export function isSignedWith(secret: string, signed: Signed, signatures: string): boolean {
  const wanted = macOf(secret, signed);
  return signatures.split(' ').some((one) => {
    const [version, given = ''] = one.split(',');
    const mac = Buffer.from(given, 'base64');
    return version === 'v1' && mac.length === wanted.length && timingSafeEqual(mac, wanted);
  });
}

function macOf(secret: string, { id, timestamp, body }: Signed): Buffer {
  return createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest();
}

const keyOf = (secret: string) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
