import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** What a program of the bench says to whoever forked it: one message. */
type Answer<Result> = { result: Result } | { error: string };

/** A program that was given its config and has answered once; `stop` waits until it has gone. */
export type Child<Result> = { result: Result; pid: number; stop(): Promise<void> };

/** Forks `program`, sends it `config`, waits for its answer. Rejects when it ends or fails before. */
export async function startChild<Result>(program: URL, config: unknown): Promise<Child<Result>> {
  const child = fork(program, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const answer = new Promise<Answer<Result>>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Answer<Result>));
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${program.pathname} ended with ${code} before it answered`)),
    );
  });
  child.send(config as object);
  const message = await answer;
  if ('error' in message) {
    await stopChild(child);
    throw new Error(message.error);
  }
  return { result: message.result, pid: child.pid!, stop: () => stopChild(child) };
}

/** Forks a program whose answer is its result. */
export async function runChild<Result>(program: URL, config: unknown): Promise<Result> {
  const child = await startChild<Result>(program, config);
  await child.stop();
  return child.result;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  if (child.connected) child.disconnect();
  const killer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(killer);
}

/**
 * The other side: takes the config, answers with what `work` gives, and ends when the parent lets go of it
 * (or dies).
 */
export function answerParent<Config>(work: (config: Config) => Promise<unknown>): void {
  process.once('disconnect', () => process.exit(0));
  process.once('message', (config) => {
    work(config as Config).then(
      (result) => process.send?.({ result }),
      (error: unknown) =>
        process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}
