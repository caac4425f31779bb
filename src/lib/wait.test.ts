import { expect, it } from 'vitest';
import { waitOr, within } from './wait.ts';

const long = 600_000;

it('a wait ends with any of its signals, also with one that came before', async () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const waiting = waitOr(long, one.signal, other.signal);
  other.abort();
  await waiting;
  await waitOr(long, one.signal, other.signal);
  expect(one.signal.aborted).toBe(false);
});

it('work is told when its time is over, or when nobody waits for it', async () => {
  const stopping = new AbortController();
  const untilTold = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const { signal } = stopping;
  await expect(within({ timeoutMs: 1, signal }, untilTold)).rejects.toThrow(
    expect.objectContaining({ name: 'TimeoutError' }),
  );
  const working = within({ timeoutMs: long, signal }, untilTold);
  stopping.abort(new Error('stopped'));
  await expect(working).rejects.toThrow('stopped');
  await expect(within({ timeoutMs: long, signal }, untilTold)).rejects.toThrow('stopped');
  await expect(within({ timeoutMs: long, signal }, async () => 'done')).resolves.toBe('done');
});
