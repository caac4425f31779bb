import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Log } from '../../lib/log.ts';
import { waitOr } from '../../lib/wait.ts';

/** A PostgreSQL that is started again as often as it ends. */
export type Keeper = {
  /** Rejects where it did not get ready in the first attempts. */
  ready: Promise<void>;
  stop(): Promise<void>;
};

const firstAttempts = 3;
const [firstDelayMs, longestDelayMs] = [100, 5_000];

/** How one process of the server ended. */
type End = { wasReady: boolean; fields: object; lastLines: string };

/**
 * Keeps one server process alive until it is stopped. What ends is started again, and so is what could not be started at all
 * (no memory, no room on the disk, its port taken): at once first, then less and less often, until it is ready.
 */
export function keepRunning(launch: () => ChildProcess, log: Log): Keeper {
  const stopping = new AbortController();
  const { signal } = stopping;
  let child: ChildProcess | undefined;

  async function runOnce(onReady: () => void): Promise<End> {
    const end: End = { wasReady: false, fields: {}, lastLines: '' };
    try {
      child = launch();
      child.stderr?.on('data', (chunk: Buffer) => {
        const lines = chunk.toString();
        end.lastLines = (end.lastLines + lines).slice(-2000);
        log.debug({ postgres: lines.trim() }, 'postgres says');
        if (!lines.includes('ready to accept connections')) return;
        end.wasReady = true;
        onReady();
      });
      const [code, by] = await once(child, 'exit');
      return { ...end, fields: { code, signal: by } };
    } catch (error) {
      // It was not even started.
      return { ...end, fields: { err: error }, lastLines: (error as Error).message };
    }
  }

  async function run(onReady: () => void): Promise<void> {
    let failures = 0;
    let wasEverReady = false;
    while (!signal.aborted) {
      const { wasReady, fields, lastLines } = await runOnce(onReady);
      if (signal.aborted) return;
      wasEverReady ||= wasReady;
      failures = wasReady ? 0 : failures + 1;
      if (!wasEverReady && failures === firstAttempts)
        throw new Error(`PostgreSQL does not start: ${lastLines.trim()}`);
      log.error({ ...fields, lastLines: lastLines.trim() }, 'PostgreSQL ended; starting it again');
      await waitOr(Math.min(firstDelayMs * 2 ** failures, longestDelayMs), signal);
    }
  }

  let running: Promise<void> = Promise.resolve();
  const ready = new Promise<void>((resolve, reject) => {
    running = run(resolve);
    running.catch(reject);
  });
  return {
    ready,
    async stop() {
      stopping.abort();
      // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, everything committed is kept.
      child?.kill('SIGINT');
      await running;
    },
  };
}
