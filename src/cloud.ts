import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { channels } from './adapters/registry.ts';
import { createHub } from './api/live/hub.ts';
import { b2bLinks, b2cLinks } from './api/present/links.ts';
import { startApi } from './api/server.ts';
import { createFindAccess } from './auth/access.ts';
import { createFindFleets } from './auth/fleets.ts';
import { createFindPartner } from './auth/partners.ts';
import type { Settings } from './config/settings.ts';
import { startDeadLetterRetries } from './dead-letters/retries.ts';
import { createEpisodes } from './episodes.ts';
import { authenticateWith } from './gateway/credentials.ts';
import { startMqttGateway } from './gateway/mqtt.ts';
import { createPresence } from './gateway/presence.ts';
import { openDoor } from './gateway/thread/open-door.ts';
import { startIngest } from './ingest/ingest.ts';
import { createLanes } from './ingest/lanes.ts';
import { createIngestMetrics } from './ingest/metrics.ts';
import { type ArrivalQueue, createQueue } from './ingest/queue.ts';
import { createStateCache, type StateCache } from './ingest/state-cache.ts';
import { createIntake, createReader } from './intake.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { createUndo } from './lib/undo.ts';
import { startLimits } from './limits/limits.ts';
import { createOauth } from './oauth/oauth.ts';
import { createPipeline } from './pipeline.ts';
import { findCredential } from './store/credentials.ts';
import { type Database, openDatabase } from './store/database.ts';
import { migrate } from './store/migrate.ts';
import { openPostgres } from './store/open-postgres.ts';
import { resetPresence, savePresence } from './store/presence.ts';
import { findState, readStates } from './store/states.ts';
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

type Deps = { clock: Clock; log: Log; undo: ReturnType<typeof createUndo> };

async function build(settings: Settings, deps: Deps): Promise<Cloud> {
  const storage = await openStorage(settings, deps);
  const through = await prepareIngest(settings, storage.url, deps);
  const mqttPort = await openDoors(settings, { ...storage, ...through }, deps);
  const { baseUrl, httpPort } = await openApi(settings, { ...storage, ...through }, deps);
  const mqttUrl = `mqtt://${reachable(settings.host)}:${mqttPort}`;
  return { baseUrl, mqttUrl, httpPort, mqttPort, databaseUrl: storage.url, stop: deps.undo.all };
}

async function openStorage(settings: Settings, { clock, log, undo }: Deps) {
  const { url } = undo.later(await openPostgres(settings, log));
  await migrate(url, log);
  const database = undo.later(openDatabase({ url, size: settings.databasePool, log }));
  undo.later(await startUpkeep({ ...settings, everyMs: upkeepEveryMs }, { database, clock, log }));
  const hub = undo.later(createHub({ url, log }));
  return { url, database, hub };
}

type Storage = Awaited<ReturnType<typeof openStorage>>;

/** The lanes with their locks: from here on no other Roadwire writes what vehicles send. */
async function prepareIngest(settings: Settings, url: string, { log, undo }: Deps) {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const cache = createStateCache(settings.vehicleCacheMax);
  const lanes: { queue: ArrivalQueue; writer: Writer }[] = [];
  for (let lane = 0; lane < settings.lanes; lane += 1) {
    const writer = undo.later(createWriter({ url, lane, log, onLost: () => cache.clear() }));
    await writer.open();
    lanes.push({ writer, queue: createQueue(shareOf(settings)) });
  }
  return { metrics, cache, lanes };
}

type Through = Awaited<ReturnType<typeof prepareIngest>>;

/** Starts taking messages in; the answer is the port for vehicles. */
async function openDoors(
  settings: Settings,
  { database, hub, metrics, cache, lanes }: Storage & Through,
  { clock, log, undo }: Deps,
): Promise<number> {
  const all = createLanes(lanes.map(({ queue }) => queue));
  const ingestMetrics = createIngestMetrics(metrics, all.length);
  const read = createReader(settings, ingestMetrics.refuse);
  const intake = createIntake(all);
  await resetPresence(database, clock.now());
  const presence = undo.later(
    createPresence({ save: (changes) => savePresence(database, changes), clock, log }),
  );
  const authenticate = authenticateWith((username) => findCredential(database, username));
  const gateway = undo.later(await openGateway(settings, { authenticate, presence, ...intake, clock, log }));
  gaugeConnections(metrics, gateway.connected);
  const episodes = createEpisodes(settings, { database, cache, lanes, clock, log });
  for (const { queue, writer } of lanes) {
    queue.onTaken(gateway.resume);
    const stages = createPipeline({ cache, writer, read, fold: episodes.fold });
    const through = { queue, stages, writer, cache, metrics: ingestMetrics, onCommitted: hub.wake, log };
    undo.later(startIngest({ ...settings, ...through }));
  }
  undo.later(await episodes.start());
  const { accept } = intake;
  undo.later(
    await startDeadLetterRetries({ database, accept, read: createReader(settings, ignore), clock, log }),
  );
  undo.later({ stop: gateway.quiesce });
  return gateway.port;
}

/** The door for vehicles, in a thread of its own unless the settings say otherwise. */
async function openGateway(settings: Settings, deps: Parameters<typeof startMqttGateway>[1] & { log: Log }) {
  const options = { ...settings, port: settings.mqttPort };
  if (!settings.gatewayThread) return startMqttGateway(options, deps);
  const { host, port, connectionsMax, messageBytesMax, inflightMax, logLevel } = options;
  const { queueMax: underWayMax, queueBytesMax: underWayBytesMax } = settings;
  const bounds = { connectionsMax, messageBytesMax, inflightMax, underWayMax, underWayBytesMax };
  return openDoor({ host, port, ...bounds, channels, logLevel }, deps);
}

async function openApi(
  settings: Settings,
  { database, hub, metrics, cache }: Storage & Through,
  { clock, log, undo }: Deps,
): Promise<{ baseUrl: string; httpPort: number }> {
  const linksAt = (publicUrl: string) => ({ b2c: b2cLinks(publicUrl), b2b: b2bLinks(publicUrl) });
  let links = linksAt(settings.publicUrl ?? '');
  const { callsPerDay: day, callsPerSecond: burst } = settings;
  const limits = undo.later(startLimits({ day, burst }, { database, clock, log }));
  let baseUrl = settings.publicUrl ?? '';
  const oauth = createOauth(settings, { database, clock, log, publicUrl: () => baseUrl });
  const { host, httpPort: port, trustedProxies } = settings;
  const isReady = () => isAnswering(database);
  const api = undo.later(
    await startApi(
      { host, port, trustedProxies, metrics, isReady, oauth },
      {
        database,
        findAccess: createFindAccess(database, clock),
        findPartner: createFindPartner(database, clock),
        findFleets: createFindFleets(database, clock),
        findState: async (vehicleId) => cache.get(vehicleId)?.state ?? findState(database, vehicleId),
        findStates: (vehicleIds) => findStates(database, cache, vehicleIds),
        limits,
        live: { hub, streamsMax: settings.liveStreamsMax, heartbeatMs: settings.liveHeartbeatS * 1000 },
        retentionMs: settings.retentionDays * 86_400_000,
        clock,
        log,
        links: () => links,
      },
    ),
  );
  baseUrl ||= `http://${reachable(settings.host)}:${api.port}`;
  links = linksAt(baseUrl);
  return { baseUrl, httpPort: api.port };
}

/** The committed states of some vehicles, from memory where they are there. */
async function findStates({ pool }: Database, cache: StateCache, vehicleIds: readonly number[]) {
  const known = vehicleIds.map((id) => [id, cache.get(id)?.state] as const);
  const missing = known.filter(([, state]) => !state).map(([id]) => id);
  const query = async <Row extends object>(text: string, values: unknown[]) =>
    (await pool.query<Row>(text, values)).rows;
  const read = missing.length > 0 ? await readStates({ query }, missing) : [];
  return new Map([...known.flatMap(([id, state]) => (state ? [[id, state] as const] : [])), ...read]);
}

/** Trying whether a message can be read counts nothing. */
const ignore = () => undefined;

/** What one lane may hold of what may wait in all. */
function shareOf({ queueMax, queueBytesMax, lanes }: Settings) {
  return { messages: Math.ceil(queueMax / lanes), bytes: Math.ceil(queueBytesMax / lanes) };
}

/** An address to call where the one that is listened on means "all". */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

async function isAnswering({ pool }: Database): Promise<boolean> {
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
