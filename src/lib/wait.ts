import { setTimeout as delay } from 'node:timers/promises';

/** Waits, or returns early when the signal says so. */
export async function waitOr(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
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
