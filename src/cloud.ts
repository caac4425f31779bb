import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { b2cLinks } from './api/present/links.ts';
import { startApi } from './api/server.ts';
import { createFindAccess } from './auth/access.ts';
import type { Settings } from './config/settings.ts';
import { startDeadLetterRetries } from './dead-letters/retries.ts';
import { authenticateFrom } from './gateway/credentials.ts';
import { startMqttGateway } from './gateway/mqtt.ts';
import { createPresence, resetPresence } from './gateway/presence.ts';
import { startIngest } from './ingest/ingest.ts';
import { createLanes } from './ingest/lanes.ts';
import { createIngestMetrics } from './ingest/metrics.ts';
import { createQueue } from './ingest/queue.ts';
import { createStateCache } from './ingest/state-cache.ts';
import { createIntake } from './intake.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { createUndo } from './lib/undo.ts';
import { createPipeline } from './pipeline.ts';
import { openDatabase } from './store/database.ts';
import { migrate } from './store/migrate.ts';
import { openPostgres } from './store/open-postgres.ts';
import { findState } from './store/states.ts';
import { createWriter, type Writer } from './store/writer.ts';
import { startUpkeep } from './upkeep/upkeep.ts';

/** A running Roadwire. */
export type Cloud = {
  baseUrl: string;
  mqttUrl: string;
  httpPort: number;
  mqttPort: number;
  databaseUrl: string;
  stop(): Promise<void>;
};

const upkeepEveryMs = 10 * 60_000;

/**
 * Builds every part, in the order in which a message flows, and starts it. `stop` undoes it in reverse:
 * nothing more is taken in, what was taken in is committed and acknowledged, then everything closes.
 */
export async function startCloud(settings: Settings, deps: { clock: Clock; log: Log }): Promise<Cloud> {
  const undo = createUndo();
  try {
    return await build(settings, { ...deps, undo });
  } catch (error) {
    await undo.all();
    throw error;
  }
}

type BuildDeps = { clock: Clock; log: Log; undo: ReturnType<typeof createUndo> };

async function build(settings: Settings, { clock, log, undo }: BuildDeps): Promise<Cloud> {
  // Storage
  const postgres = undo.later(await openPostgres(settings, log));
  await migrate(postgres.url, log);
  const database = undo.later(openDatabase({ url: postgres.url, size: settings.databasePool, log }));
  undo.later(await startUpkeep({ ...settings, everyMs: upkeepEveryMs }, { database, clock, log }));

  // Through
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const cache = createStateCache(settings.vehicleCacheMax);
  const queues = Array.from({ length: settings.lanes }, () => createQueue(shareOf(settings)));
  const lanes = createLanes(queues);
  const writers: Writer[] = [];
  for (const lane of queues.keys()) {
    const writer = undo.later(
      createWriter({ url: postgres.url, lane, log, onReconnect: () => cache.clear() }),
    );
    await writer.open();
    writers.push(writer);
  }
  const ingestMetrics = createIngestMetrics(metrics, lanes.length);
  const intake = createIntake(settings, { lanes, refuse: ingestMetrics.refuse });

  // In
  await resetPresence(database, clock.now());
  const presence = undo.later(createPresence(database, clock, log));
  const gateway = undo.later(
    await startMqttGateway(
      { ...settings, port: settings.mqttPort },
      { authenticate: authenticateFrom(database), presence, ...intake, clock, log },
    ),
  );
  gaugeConnections(metrics, gateway.connected);
  for (const [lane, queue] of queues.entries()) {
    queue.onTaken(gateway.resume);
    const writer = writers[lane] as Writer;
    const stages = createPipeline({ cache, writer });
    undo.later(startIngest({ ...settings, queue, stages, writer, cache, metrics: ingestMetrics, log }));
  }
  undo.later(await startDeadLetterRetries({ database, ...intake, clock, log }));
  undo.later({ stop: gateway.quiesce });

  // Out
  let links = b2cLinks(settings.publicUrl ?? '');
  const api = undo.later(
    await startApi(
      {
        host: settings.host,
        port: settings.httpPort,
        metrics,
        isReady: async () => isAnswering(database.pool),
      },
      {
        database,
        findAccess: createFindAccess(database, clock),
        findState: async (vehicleId) => cache.get(vehicleId) ?? findState(database, vehicleId),
        clock,
        log,
        links: () => links,
      },
    ),
  );
  const baseUrl = settings.publicUrl ?? `http://${reachable(settings.host)}:${api.port}`;
  links = b2cLinks(baseUrl);
  const mqttUrl = `mqtt://${reachable(settings.host)}:${gateway.port}`;
  const ports = { httpPort: api.port, mqttPort: gateway.port };
  return { baseUrl, mqttUrl, ...ports, databaseUrl: postgres.url, stop: undo.all };
}

/** What one lane may hold of what may wait in all. */
function shareOf({ queueMax, queueBytesMax, lanes }: Settings) {
  return { messages: Math.ceil(queueMax / lanes), bytes: Math.ceil(queueBytesMax / lanes) };
}

/** An address to call where the one that is listened on means "all". */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

async function isAnswering(pool: { query(text: string): Promise<unknown> }): Promise<boolean> {
  return pool.query('select 1').then(
    () => true,
    () => false,
  );
}

function gaugeConnections(metrics: Registry, connected: () => number): void {
  new Gauge({
    name: 'roadwire_vehicles_connected',
    help: 'Vehicles on the line',
    registers: [metrics],
    collect() {
      this.set(connected());
    },
  });
}
