import type { Outcome } from './channel.ts';
import { RefusedTargetError } from './target-guard.ts';

/** What is noted where there was no answer: a word or two that tell what it was, and nothing of what was sent. */
export function failureOf(error: unknown, signal: AbortSignal): Outcome {
  if (signal.aborted) return { result: 'failed', error: 'stopped' };
  const refusal = refusalIn(error);
  if (refusal) return { result: 'gone', error: refusal.message };
  return { result: 'failed', error: wordFor(error) };
}

/** Connections wrap what went wrong with each address that was tried. */
function refusalIn(error: unknown): RefusedTargetError | undefined {
  if (error instanceof RefusedTargetError) return error;
  const { cause, errors = [] } = (error ?? {}) as { cause?: unknown; errors?: unknown[] };
  for (const inner of [cause, ...errors]) {
    const found = inner === undefined ? undefined : refusalIn(inner);
    if (found) return found;
  }
  return undefined;
}

const words: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection closed',
  UND_ERR_SOCKET: 'connection closed',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ENOTFOUND: 'name not found',
  EAI_AGAIN: 'name not found',
  EHOSTUNREACH: 'no way there',
  ENETUNREACH: 'no way there',
};

function wordFor(error: unknown): string {
  const { name, code, errors } = (error ?? {}) as { name?: string; code?: unknown; errors?: unknown[] };
  if (name === 'TimeoutError') return 'timeout';
  const own = typeof code === 'string' ? code : (errors?.[0] as { code?: string } | undefined)?.code;
  return (words[own ?? ''] ?? own ?? name ?? 'unknown').slice(0, 100);
}
