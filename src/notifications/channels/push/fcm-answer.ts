import type { Outcome } from '../channel.ts';
import { retryAfterOf } from '../retry-after.ts';

/** What Firebase said about one device. */
export type FcmAnswer = { code: number; text: string; retryAfter: string | string[] | undefined };

/**
 * What came of one device. `gone`: nothing will ever get there, so the callback is to be without it. `refused`: this
 * message will not. https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode
 */
export function deviceOutcome({ code, text, retryAfter }: FcmAnswer, now: number): Outcome {
  if (code >= 200 && code < 300) return { result: 'delivered', code };
  const error = errorIn(text);
  const word = error.code ?? `status ${code}`;
  if (isEndOf(code, error)) return { result: 'gone', code, error: word };
  if (code === 400) return { result: 'refused', code, error: word };
  return { result: 'failed', code, error: word, ...retryAfterOf(retryAfter, now) };
}

type FcmError = { code?: string | undefined; message: string; fields: string[] };

/** Any other 404 is about the project or the endpoint, any other 403 about the account: no reason to forget a device. */
function isEndOf(status: number, { code, message, fields }: FcmError): boolean {
  if (code === 'UNREGISTERED') return true;
  if (status === 403) return code === 'SENDER_ID_MISMATCH';
  return status === 400 && (fields.includes('message.token') || /registration token/i.test(message));
}

type Told = {
  error?: {
    status?: unknown;
    message?: unknown;
    details?: { errorCode?: unknown; fieldViolations?: { field?: unknown }[] }[];
  };
};

/** The word of the error is in one of its details, as `UNREGISTERED`, or is the status. */
function errorIn(text: string): FcmError {
  try {
    const { error: { status, message, details } = {} } = JSON.parse(text) as Told;
    const all = Array.isArray(details) ? details : [];
    const code = all.map(({ errorCode }) => errorCode).find((one) => one !== undefined) ?? status;
    const fields = all
      .flatMap(({ fieldViolations }) => fieldViolations ?? [])
      .map(({ field }) => String(field));
    return { code: wordOf(code), message: String(message), fields };
  } catch {
    return { message: '', fields: [] };
  }
}

const wordOf = (code: unknown) =>
  typeof code === 'string' && /^[A-Z_]{1,60}$/.test(code) ? code : undefined;
