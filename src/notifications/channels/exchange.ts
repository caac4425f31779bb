import type { Agent, Dispatcher } from 'undici';
import { onAbort } from '../../lib/on-abort.ts';

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
 * One request and its answer, which it waits for to the end: before that the connection is not free, and another
 * request would need another one. Where the body is long or does not end in time, the head is the answer, and the
 * connection is closed. Rejects with what went wrong before there was a head: a `TimeoutError`, the reason of the
 * signal, or what the connection says. Made of the dispatcher itself: a stream for each answer would cost more than
 * the rest.
 */
export function exchange(
  agent: Agent,
  request: Dispatcher.DispatchOptions,
  { timeoutMs, signal }: Patience,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let answer: Answer | undefined;
    let ended: Error | undefined;
    let bytes = 0;
    const settle = (reason: Error) => {
      ended ??= reason;
      clearTimeout(timer);
      forget();
      if (answer) resolve(answer);
      else reject(reason);
    };
    const giveUp = (reason: Error) => {
      settle(reason);
      controller?.abort(reason);
    };
    const timer = setTimeout(() => giveUp(new DOMException('timeout', 'TimeoutError')), timeoutMs);
    const forget = onAbort(signal, giveUp);
    agent.dispatch(request, {
      onRequestStart(started) {
        controller = started;
        // What was given up while it waited for a connection is not sent.
        if (ended ?? signal.aborted) started.abort(ended ?? signal.reason);
      },
      onResponseStart(_controller, code, headers) {
        // What is informational is not the answer.
        if (code >= 200) answer = { code, headers };
      },
      onResponseData(_controller, chunk) {
        bytes += chunk.length;
        if (bytes > answerBytesMax) giveUp(enough);
      },
      onResponseEnd: () => settle(enough),
      onResponseError: (_controller, error) => settle(error),
    });
  });
}
