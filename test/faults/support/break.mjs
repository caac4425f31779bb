// Loaded into the compiled program, and each of its threads, by NODE_OPTIONS: does to one of them what BREAK says, as
// `<part>:<what>`, once the file BREAK_WHEN is there, which is gone then.
import { existsSync, rmSync } from 'node:fs';
import { isMainThread, workerData } from 'node:worker_threads';
import pg from 'pg';

/** What breaks; the threads are told apart by what they are started with. */
const part = isMainThread ? 'main' : workerData?.commandChannels ? 'gateway' : 'deliveries';

const breaks = {
  throw() {
    throw new Error('broken by a test');
  },
  reject() {
    void Promise.reject(new Error('broken by a test'));
  },
  /** What is done at a stop fails. */
  'fail-to-stop'() {
    pg.Pool.prototype.end = () => Promise.reject(new Error('broken by a test'));
  },
  /** What is done at a stop never ends. */
  'hang-at-stop'() {
    pg.Pool.prototype.end = () => new Promise(() => undefined);
    throw new Error('broken by a test');
  },
};

const [where, what] = (process.env.BREAK ?? '').split(':');
if (where === part) {
  const timer = setInterval(() => {
    if (!existsSync(process.env.BREAK_WHEN ?? '')) return;
    clearInterval(timer);
    rmSync(process.env.BREAK_WHEN);
    breaks[what]();
  }, 20);
  timer.unref();
}
