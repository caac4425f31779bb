import { setTimeout as delay } from 'node:timers/promises';

/** Waits, or returns early when the signal says so. */
export async function waitOr(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
