import type { Agent, Dispatcher } from 'undici';

/** Of an answer, what decides; its body is of no interest. */
export type Answer = { code: number; headers: Record<string, string | string[] | undefined> };

type Patience = {
  /** For the whole of it, milliseconds. */
  timeoutMs: number;
  /** Nobody waits for it any more. */
  signal: AbortSignal;
};

/** So much of an answer's body is read: while it is short, the connection can be used again. */
const answerBytesMax = 4096;

const enough = new Error('the answer is longer than it need be');

/**
 * One request and the head of its answer. Rejects with what went wrong: a `TimeoutError`, the reason of the signal,
 * or what the connection says. Made of the dispatcher itself: a stream for each answer would cost more than the rest.
 */
export function exchange(
  agent: Agent,
  request: Dispatcher.DispatchOptions,
  { timeoutMs, signal }: Patience,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let bytes = 0;
    const giveUp = (reason: Error) => {
      leave();
      reject(reason);
      controller?.abort(reason);
    };
    const timer = setTimeout(() => giveUp(new DOMException('timeout', 'TimeoutError')), timeoutMs);
    const forget = onAbort(signal, giveUp);
    const leave = () => {
      clearTimeout(timer);
      forget();
    };
    agent.dispatch(request, {
      onRequestStart(started) {
        controller = started;
        if (signal.aborted) started.abort(signal.reason);
      },
      onResponseStart(_controller, code, headers) {
        // What is informational is not the answer.
        if (code >= 200) resolve({ code, headers });
      },
      onResponseData(started, chunk) {
        bytes += chunk.length;
        if (bytes > answerBytesMax) started.abort(enough);
      },
      onResponseEnd: leave,
      onResponseError(_controller, error) {
        leave();
        reject(error);
      },
    });
  });
}

/** Of signals that many wait for at once: adding and removing a listener for each would cost more and more. */
const waiting = new WeakMap<AbortSignal, Set<(reason: Error) => void>>();

function onAbort(signal: AbortSignal, told: (reason: Error) => void): () => void {
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
