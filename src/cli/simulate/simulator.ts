import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FleetConfig } from '../../../simulator/config.ts';
import type { Outcome } from '../../../simulator/happenings.ts';

export type RunningSimulator = {
  ended: Promise<number>;
  /** Resolves when every vehicle has told its past; never where it ends before. */
  present: Promise<void>;
  /** Makes something happen to a vehicle; `happening` is JSON as it came. Throws where nobody answers. */
  happen(vin: string, happening: unknown): Promise<Outcome>;
  stop(): Promise<void>;
};

/** Starts the simulator, a program of its own, which gets its vehicles and their secrets in a file only it can read. */
export function startSimulator(config: FleetConfig): RunningSimulator {
  const folder = mkdtempSync(join(tmpdir(), 'roadwire-simulator-'));
  const file = join(folder, 'fleet.json');
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  const child: ChildProcess = fork(new URL('../../../simulator/main.js', import.meta.url), [file], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    rmSync(folder, { recursive: true, force: true });
    return Number(code ?? 1);
  });
  return {
    ended,
    present: untilPresent(child),
    happen: createAsking(child),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function untilPresent(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('message', (told) => {
      if ((told as { isPresent?: boolean }).isPresent) resolve();
    });
  });
}

const patienceMs = 5000;
const waitingMax = 100;

/** Questions to the simulator, each with its answer. */
function createAsking(child: ChildProcess): RunningSimulator['happen'] {
  let last = 0;
  const waiting = new Map<number, (outcome: Outcome) => void>();
  child.on('message', (answer) => {
    const { id, ...outcome } = answer as Outcome & { id?: number };
    if (id !== undefined) waiting.get(id)?.(outcome);
  });
  return async (vin, happening) => {
    if (!child.connected || waiting.size >= waitingMax) throw new Error('the simulator does not answer');
    last += 1;
    const id = last;
    try {
      return await new Promise<Outcome>((resolve, reject) => {
        const tooLate = () => reject(new Error('the simulator does not answer'));
        const patience = setTimeout(tooLate, patienceMs);
        waiting.set(id, (outcome) => {
          clearTimeout(patience);
          resolve(outcome);
        });
        child.send({ id, vin, happening }, (error) => error && reject(error));
      });
    } finally {
      waiting.delete(id);
    }
  };
}
