import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endPostgres } from './processes.ts';
import { type Environment, Roadwire } from './roadwire.ts';

/** A temporary data folder and the Roadwires started on it. */
export type Site = {
  dataDir: string;
  /** Starts one and waits until it is ready. */
  start(environment?: Environment): Promise<Roadwire>;
  /** Starts one without waiting for anything. */
  launch(environment?: Environment, command?: string): Roadwire;
  /** Ends whatever still runs here and removes the folder. */
  close(): Promise<void>;
};

const ports = { ROADWIRE_HTTP_PORT: '0', ROADWIRE_MQTT_PORT: '0' };

export function createSite(options: { dataDir?: string; environment?: Environment } = {}): Site {
  const dataDir = options.dataDir ?? temporaryFolder();
  const started: Roadwire[] = [];

  function launch(environment: Environment = {}, command?: string): Roadwire {
    const settings = { ...ports, ...options.environment, ...environment };
    const roadwire = new Roadwire(dataDir, settings, command);
    started.push(roadwire);
    return roadwire;
  }

  return {
    dataDir,
    launch,
    start: (environment) => launch(environment).untilReady(),
    async close() {
      for (const roadwire of started) if (roadwire.isRunning()) await roadwire.end('SIGKILL');
      await endPostgres(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Open to the account that PostgreSQL runs as when the tests run as root. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'roadwire-faults-'));
  chmodSync(folder, 0o755);
  return folder;
}
