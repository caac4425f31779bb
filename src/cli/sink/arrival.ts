import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isSignedWith } from '../../lib/webhook-signature.ts';

/** `not checked`: no secret was given, or it came over a websocket. `old`: good, but of another time than now. */
export type SignatureCheck = 'good' | 'bad' | 'missing' | 'old' | 'not checked';

/** Something that came. */
export type Arrival = {
  /** Epoch milliseconds. */
  at: number;
  /** `POST`, or `WebSocket`. */
  method: string;
  path: string;
  /** That of the message; where it has none, made of its bytes. */
  id: string;
  /** How often this id has come, from 1 on. */
  attempt: number;
  signature: SignatureCheck;
  /** What it is answered; none of a websocket. */
  code?: number;
  headers: Record<string, string>;
  body: string;
};

export type Came = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer };

/** What receivers may tolerate of each other's clocks. */
const toleranceS = 300;

/** Whether one of the secrets signed it. */
export function checkSignature(
  { method, headers, body }: Came,
  secrets: readonly string[],
  now: number,
): SignatureCheck {
  // Frames of a websocket carry no signatures.
  if (secrets.length === 0 || method === 'WebSocket') return 'not checked';
  const { id, timestamp, signatures } = signatureOf(headers);
  if (!id || !signatures || !Number.isInteger(timestamp)) return 'missing';
  const signed = { id, timestamp, body: body.toString('utf8') };
  if (!secrets.some((secret) => isSignedWith(secret, signed, signatures))) return 'bad';
  return Math.abs(now / 1000 - timestamp) > toleranceS ? 'old' : 'good';
}

function signatureOf(headers: IncomingHttpHeaders) {
  return {
    id: single(headers['webhook-id']),
    timestamp: Number(single(headers['webhook-timestamp']) ?? Number.NaN),
    signatures: single(headers['webhook-signature']),
  };
}

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(', ') : value);

export function idOf({ headers, body }: Came): string {
  return single(headers['webhook-id']) ?? createHash('sha256').update(body).digest('hex').slice(0, 16);
}

/** What every request has; the rest may be of interest. */
const usual =
  /^(accept|accept-.*|connection|content-length|content-type|host|keep-alive|sec-.*|te|transfer-encoding|upgrade|user-agent|webhook-.*)$/;

export function headersOfNote(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) => {
    const text = single(value);
    return text === undefined || usual.test(name) ? [] : [[name, text]];
  });
  return Object.fromEntries(entries);
}
