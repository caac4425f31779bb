import { rmSync } from 'node:fs';
import { type Cluster, startCluster } from '../../../src/store/embedded/cluster.ts';
import { silentLog } from './ledger.ts';
import { startProxy } from './proxy.ts';
import { temporaryFolder } from './site.ts';

/**
 * A PostgreSQL that is not Roadwire's, as DATABASE_URL would name it: the address stays the same when it is
 * stopped and started, and what goes over the line can be disturbed.
 */
export async function createExternalPostgres() {
  const folder = temporaryFolder();
  const proxy = await startProxy();
  let cluster: Cluster | undefined;

  async function start(): Promise<void> {
    cluster = await startCluster(folder, silentLog);
    proxy.leadTo(Number(new URL(cluster.url).port));
  }

  async function stop(): Promise<void> {
    await cluster?.stop();
    cluster = undefined;
    proxy.leadTo(undefined);
  }

  await start();
  const through = new URL(cluster!.url);
  through.port = String(proxy.port);
  // Not by its socket, which would pass the proxy by.
  through.searchParams.delete('host');
  return {
    url: through.href,
    proxy,
    start,
    stop,
    async close() {
      await stop();
      proxy.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type ExternalPostgres = Awaited<ReturnType<typeof createExternalPostgres>>;
