/** Of signals that many wait for at once: adding and removing a listener for each would cost more and more. */
const waiting = new WeakMap<AbortSignal, Set<(reason: Error) => void>>();

/** Calls `told` when the signal aborts; the answer ends that. A signal that has aborted before tells nobody. */
export function onAbort(signal: AbortSignal, told: (reason: Error) => void): () => void {
  let all = waiting.get(signal);
  if (!all) {
    const everybody = new Set<(reason: Error) => void>();
    signal.addEventListener('abort', () => {
      for (const one of everybody) one(signal.reason);
    });
    waiting.set(signal, everybody);
    all = everybody;
  }
  all.add(told);
  return () => all.delete(told);
}
