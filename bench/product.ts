import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the product writes to `server.json` in its data folder. */
export type Server = {
  httpPort: number;
  mqttPort: number;
  baseUrl: string;
  mqttUrl: string;
  databaseUrl: string;
  pid: number;
};

type Options = { entry: string; dataDir: string; databaseUrl?: string };

const startSeconds = 90;
const stopSeconds = 20;

/** `roadwire start` as a process of its own, on free ports, with an empty data folder. */
export async function startProduct(options: Options): Promise<{ server: Server; stop(): Promise<void> }> {
  const logFile = join(options.dataDir, 'bench-server.log');
  const log = openSync(logFile, 'a');
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=64', '--v8-pool-size=1', options.entry, 'start'],
    {
      env: environmentOf(options),
      stdio: ['ignore', log, log],
    },
  );
  const killAtExit = () => child.kill('SIGTERM');
  process.once('exit', killAtExit);
  const stop = async () => {
    process.off('exit', killAtExit);
    await stopProcess(child);
  };
  try {
    return { server: await waitUntilReady(child, options.dataDir), stop };
  } catch (error) {
    await stop();
    const lines = (await readFile(logFile, 'utf8')).slice(-2000);
    throw new Error(`the product did not start; its log ends:\n${lines}`, { cause: error });
  }
}

function environmentOf({ dataDir, databaseUrl }: Options): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ROADWIRE_PUBLIC_URL: __, ...environment } = process.env;
  return {
    ...environment,
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    NODE_ENV: 'production',
    ROADWIRE_HOST: '127.0.0.1',
    ROADWIRE_DATA_DIR: dataDir,
    ROADWIRE_HTTP_PORT: '0',
    ROADWIRE_MQTT_PORT: '0',
    ROADWIRE_LOG_LEVEL: 'warn',
    ROADWIRE_WEBHOOK_ALLOW_PRIVATE: '127.0.0.1',
    // More than people ask of one vehicle.
    ROADWIRE_REMOTES_PER_MINUTE: '10000',
    ROADWIRE_REMOTES_PER_DAY: '100000',
  };
}

async function waitUntilReady(child: ChildProcess, dataDir: string): Promise<Server> {
  const deadline = Date.now() + startSeconds * 1000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('it ended');
    const server = await findReadyServer(dataDir);
    if (server) return server;
    await sleep(100);
  }
  throw new Error(`it was not ready after ${startSeconds} s`);
}

async function findReadyServer(dataDir: string): Promise<Server | undefined> {
  try {
    const server = JSON.parse(await readFile(join(dataDir, 'server.json'), 'utf8')) as Server;
    const response = await fetch(new URL('/health/ready', server.baseUrl));
    await response.arrayBuffer();
    return response.ok ? server : undefined;
  } catch {
    return undefined; // not written yet, or not listening yet
  }
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), stopSeconds * 1000);
  await gone;
  clearTimeout(killer);
}
