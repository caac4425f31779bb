import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

/** The compiled program; another build of it can be tried by naming its `bin/roadwire.js`. */
const program =
  process.env.FAULTS_PROGRAM ?? fileURLToPath(new URL('../../../bin/roadwire.js', import.meta.url));

export type Environment = Record<string, string>;
export type Ending = { code: number | null; signal: string | null };
type Where = { pid: number; baseUrl: string; mqttPort: number; databaseUrl: string };

/** A `roadwire start`, or the demo, that runs, or ran, as a process of its own. */
export class Roadwire {
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;
  readonly #dataDir: string;
  #where: Where | undefined;
  #ending: Ending | undefined;
  #log = '';
  #printed = '';

  constructor(dataDir: string, environment: Environment, command = 'start') {
    this.#dataDir = dataDir;
    this.#child = spawn(process.execPath, [program, command], {
      env: { ...withoutSettings(process.env), ...environment, ROADWIRE_DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk) => {
      this.#printed += chunk;
    });
    this.#child.stderr?.on('data', (chunk) => {
      this.#log += chunk;
    });
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => {
        this.#ending = { code, signal };
        resolve(this.#ending);
      });
    });
  }

  /** Everything it logged so far. */
  get log(): string {
    return this.#log;
  }

  /** Everything it printed so far. */
  get printed(): string {
    return this.#printed;
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** Where it is found. Throws before `isReady` resolved. */
  get where(): Where {
    if (!this.#where) throw new Error('Roadwire is not ready yet');
    return this.#where;
  }

  isRunning(): boolean {
    return this.#ending === undefined;
  }

  /** Resolves when it answers and is ready; throws when it ends before. */
  async untilReady(): Promise<this> {
    await until('Roadwire is ready', async () => {
      if (!this.isRunning()) throw new Error(`Roadwire ended at its start:\n${this.#log}`);
      this.#where ??= this.#readWhere();
      return this.#where && (await this.isReady());
    });
    return this;
  }

  /** What /health/ready says. */
  async isReady(): Promise<boolean> {
    return (await this.get('/health/ready'))?.status === 200;
  }

  /** What it answers; nothing when it does not. */
  async get(path: string): Promise<{ status: number; text: string } | undefined> {
    try {
      const response = await fetch(`${this.where.baseUrl}${path}`);
      return { status: response.status, text: await response.text() };
    } catch (error) {
      // How `fetch` says that nobody is there.
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  }

  /** A metric without labels. */
  async metric(name: string): Promise<number> {
    const { text } = (await this.get('/metrics')) ?? { text: '' };
    const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
    if (value === undefined) throw new Error(`no metric ${name}`);
    return Number(value);
  }

  /** Resident memory in MiB, where the system tells. */
  memoryMib(): number {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
  }

  /** Sends a signal and waits for the end. */
  async end(signal: NodeJS.Signals): Promise<Ending> {
    this.#child.kill(signal);
    return this.ended;
  }

  #readWhere(): Where | undefined {
    const file = join(this.#dataDir, 'server.json');
    if (!existsSync(file)) return undefined;
    const text = readFileSync(file, 'utf8');
    // Half written, or left by an earlier one that was killed.
    if (!text.endsWith('}\n')) return undefined;
    const where = JSON.parse(text) as Where;
    return where.pid === this.pid ? where : undefined;
  }
}

function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !name.startsWith('ROADWIRE_') && name !== 'DATABASE_URL' && name !== 'NODE_OPTIONS',
  );
  return Object.fromEntries(kept);
}
