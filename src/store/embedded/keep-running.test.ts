import { spawn } from 'node:child_process';
import { expect, it, vi } from 'vitest';
import { createLog } from '../../lib/log.ts';
import { keepRunning } from './keep-running.ts';

/** Processes that do as a PostgreSQL does, one after the other; the last of them as often as it is asked for. */
const gets = {
  ready: "process.stderr.write('ready to accept connections'); setInterval(() => undefined, 1000)",
  readyAndEnds: "process.stderr.write('ready to accept connections', () => process.exit(3))",
  nowhere: "process.stderr.write('no space left on device', () => process.exit(1))",
};

function keep(...given: (keyof typeof gets | 'not started' | 'refused')[]) {
  const kinds = [...given];
  const logged: { msg: string; err?: { code: string } }[] = [];
  let onFailed: () => void = () => undefined;
  /** Resolves with the first failure that is logged. */
  const failed = new Promise<void>((resolve) => {
    onFailed = resolve;
  });
  const log = createLog(
    { logLevel: 'error', logPretty: false },
    {
      write(line) {
        logged.push(JSON.parse(line));
        onFailed();
      },
    },
  );
  let onLaunch: (count: number) => void = () => undefined;
  let launches = 0;
  const keeper = keepRunning(() => {
    launches += 1;
    const kind = kinds.length > 1 ? kinds.shift()! : kinds[0]!;
    onLaunch(launches);
    if (kind === 'refused') throw new Error('spawn EAGAIN');
    const [command, args] =
      kind === 'not started' ? ['/nowhere/postgres', []] : [process.execPath, ['-e', gets[kind]]];
    return spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  }, log);
  /** Resolves when a process was asked for so often. */
  const launched = (count: number) =>
    new Promise<void>((resolve) => {
      onLaunch = (now) => {
        if (now >= count) resolve();
      };
    });
  return { keeper, logged, launched, failed };
}

it('starts what could not be started again again, however that fails, and logs each failure', async () => {
  const { keeper, logged, launched } = keep('readyAndEnds', 'not started', 'refused', 'nowhere', 'ready');
  await keeper.ready;
  await launched(5);
  await keeper.stop();
  expect(logged).toMatchObject([
    { code: 3, signal: null },
    { err: { code: 'ENOENT' } },
    { err: { message: 'spawn EAGAIN' } },
    { code: 1, signal: null, lastLines: 'no space left on device' },
  ]);
  for (const { msg } of logged) expect(msg).toBe('PostgreSQL ended; starting it again');
});

it('stops while it waits to try again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    const { keeper, logged, failed } = keep('readyAndEnds');
    await failed;
    // Nobody has the time go on.
    await keeper.stop();
    expect(logged).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});

it.each(['not started', 'refused', 'nowhere'] as const)(
  'gives up at the start after three that were %s',
  async (kind) => {
    const { keeper, logged } = keep(kind);
    await expect(keeper.ready).rejects.toThrow('PostgreSQL does not start');
    expect(logged).toHaveLength(2);
  },
);
