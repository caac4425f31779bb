import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../lib/log.ts';
import { newSecret } from '../../lib/secrets.ts';
import { chooseAccount, commandOf, type RunAs } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { keepRunning } from './keep-running.ts';
import { memoryBytes, sharedBuffersMb } from './memory.ts';
import { lastingPort } from './port.ts';
import { usableSocketFolder } from './socket-folder.ts';

const user = 'roadwire';

/** A PostgreSQL of our own: `url` to connect to, `stop()` to end it. */
export type Cluster = { url: string; stop(): Promise<void> };

type Context = {
  dir: string;
  binaries: Binaries;
  runAs: RunAs;
  password: string;
  port: number;
  /** Where its socket is; undefined: it is reached by its port alone. */
  sockets: string | undefined;
  log: Log;
};

/**
 * Starts the PostgreSQL of the data folder, made when it is not there yet. It is started again when it
 * dies, on the same port; one that a crash of Roadwire left running is ended first. The caller holds the
 * lock of the folder.
 */
export async function startCluster(dataDir: string, log: Log): Promise<Cluster> {
  const dir = join(dataDir, 'postgres');
  const binaries = findBinaries();
  const runAs = chooseAccount(binaries.postgres, dir);
  const password = readOrMakePassword(join(dataDir, 'postgres-password'));
  await endOrphan(dir, log);
  if (!existsSync(join(dir, 'PG_VERSION'))) await initialise({ dir, binaries, runAs, password, log });
  const port = await lastingPort();
  const sockets = await usableSocketFolder({ dir, port }, log);
  const context = { dir, binaries, runAs, password, port, sockets, log };
  const keeper = keepRunning(() => launch(context), log);
  await keeper.ready;
  return { url: urlOf(context), stop: keeper.stop };
}

/** By the socket in the folder where there is one: it costs about half of what the network within a machine does. */
function urlOf({ password, port, sockets }: Context): string {
  const url = new URL(`postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`);
  // Not as a form would write it: other clients do not read a plus as a space.
  if (sockets) url.search = `host=${encodeURIComponent(sockets)}`;
  return url.href;
}

function readOrMakePassword(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const password = newSecret();
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

/** Makes the cluster in a folder beside its own, so that a crash half-way leaves nothing that looks done. */
async function initialise({
  dir,
  binaries,
  runAs,
  password,
}: Omit<Context, 'port' | 'sockets'>): Promise<void> {
  const newDir = `${dir}.new`;
  const passwordFile = `${dir}-password.new`;
  rmSync(newDir, { recursive: true, force: true });
  mkdirSync(newDir, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const path of [newDir, passwordFile]) {
    if (runAs.uid !== undefined) chownSync(path, runAs.uid, runAs.gid ?? runAs.uid);
  }
  try {
    await runInitdb({ dir: newDir, binaries, runAs, passwordFile });
    renameSync(newDir, dir);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

type InitdbContext = Pick<Context, 'dir' | 'binaries' | 'runAs'> & { passwordFile: string };

async function runInitdb({ dir, binaries, runAs, passwordFile }: InitdbContext): Promise<void> {
  const text = ['-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
  const login = ['-U', user, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const { command, args, account } = commandOf(runAs, binaries.initdb, ['-D', dir, ...text, ...login]);
  const child = spawn(command, args, { ...account, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`initdb failed with code ${code}: ${complaints.trim()}`);
}

const serverSettings = ({ sockets }: Context) => ({
  listen_addresses: '127.0.0.1',
  unix_socket_directories: sockets ?? '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: `${sharedBuffersMb(memoryBytes())}MB`,
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_compression: 'on',
  jit: 'off',
  // What is read lies in memory mostly: handing it to other processes costs more than waiting.
  io_method: 'sync',
  timezone: 'UTC',
  log_timezone: 'UTC',
});

/** Starts the server. */
function launch(context: Context): ChildProcess {
  const { dir, binaries, runAs, port } = context;
  const settings = Object.entries(serverSettings(context));
  const flags = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const given = ['-D', dir, '-p', String(port), ...flags];
  const { command, args, account } = commandOf(runAs, binaries.postgres, given);
  // In a process group of its own: Ctrl-C is for Roadwire, which drains before it ends its database.
  return spawn(command, args, { ...account, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Ends the server that a crashed Roadwire left behind, so that this one starts on known ground. */
async function endOrphan(dir: string, log: Log): Promise<void> {
  const pid = Number(unlessGone(() => readFileSync(join(dir, 'postmaster.pid'), 'utf8'))?.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isPostgres(pid)) return;
  log.warn({ pid }, 'ending the PostgreSQL that an earlier Roadwire left running');
  unlessGone(() => process.kill(pid, 'SIGINT'));
  for (let waited = 0; isPostgres(pid); waited += 1) {
    if (waited === 300) unlessGone(() => process.kill(pid, 'SIGQUIT'));
    await delay(50);
  }
}

/** Whether the process lives and, where the system tells, is a postgres: process ids are used again. */
function isPostgres(pid: number): boolean {
  if (existsSync('/proc/self'))
    return unlessGone(() => readFileSync(`/proc/${pid}/comm`, 'utf8'))?.startsWith('postgres') ?? false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is somebody else's, and there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Undefined where the file or the process has ended, which it may do at any moment. */
function unlessGone<Value>(ask: () => Value): Value | undefined {
  try {
    return ask();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}
