import { onAbort } from './on-abort.ts';

/** Waits, or returns early when one of the signals says so; of those that live on, nothing is left (`AbortSignal.any` leaves some). */
export function waitOr(milliseconds: number, ...signals: readonly AbortSignal[]): Promise<void> {
  if (signals.some(({ aborted }) => aborted)) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      for (const forget of forgets) forget();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    const forgets = signals.map((signal) => onAbort(signal, end));
  });
}

/** Does some work with a signal that aborts with the one that is given, or after a time; nothing of it is left afterwards. */
export async function within<Result>(
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const own = new AbortController();
  const giveUp = (reason: Error) => own.abort(reason);
  if (signal.aborted) giveUp(signal.reason);
  const forget = onAbort(signal, giveUp);
  const timer = setTimeout(() => giveUp(new DOMException('timeout', 'TimeoutError')), timeoutMs);
  try {
    return await work(own.signal);
  } finally {
    clearTimeout(timer);
    forget();
  }
}

/** What the promise comes to, or a rejection after a time; the work behind it goes on. */
export function answeredWithin<Value>(timeoutMs: number, promise: Promise<Value>): Promise<Value> {
  const { signal } = new AbortController();
  return within({ timeoutMs, signal }, (own) => unlessAborted(promise, own));
}

/** What the promise comes to, or a rejection as soon as the signal says to wait no longer. */
export function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let leave: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave);
  });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', leave));
}
