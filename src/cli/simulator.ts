import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FleetConfig } from '../../simulator/config.ts';

export type RunningSimulator = { ended: Promise<number>; stop(): Promise<void> };

/** Starts the simulator, a program of its own, which gets its vehicles and their secrets in a file only it can read. */
export function startSimulator(config: FleetConfig): RunningSimulator {
  const folder = mkdtempSync(join(tmpdir(), 'roadwire-simulator-'));
  const file = join(folder, 'fleet.json');
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  const child: ChildProcess = fork(new URL('../../simulator/main.js', import.meta.url), [file], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    rmSync(folder, { recursive: true, force: true });
    return Number(code ?? 1);
  });
  return {
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
