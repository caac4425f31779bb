import { Gauge, type Registry } from 'prom-client';
import { unlessSilenced } from './account/erasure/silence.ts';
import { channels, commandChannels } from './adapters/registry.ts';
import type { Routes } from './api/server.ts';
import { type Asking, openRemotes } from './asking.ts';
import { openTls, type Tls } from './certificates/tls.ts';
import { warnOpenDoors } from './certificates/warn-open-doors.ts';
import { createCommanding } from './commanding.ts';
import type { Settings } from './config/settings.ts';
import { startDeadLetterRetries } from './dead-letters/retries.ts';
import { startEpisodes } from './episodes.ts';
import { authenticateWith, credentialOf } from './gateway/credentials.ts';
import { type MqttGateway, startMqttGateway } from './gateway/mqtt.ts';
import { createPresence } from './gateway/presence.ts';
import type { SocketOptions } from './gateway/sockets.ts';
import { openDoor } from './gateway/thread/open-door.ts';
import type { Batch } from './ingest/batch.ts';
import { startIngest } from './ingest/ingest.ts';
import { createLanes } from './ingest/lanes.ts';
import { createIngestMetrics } from './ingest/metrics.ts';
import { startWriteBehind } from './ingest/write-behind.ts';
import { createIntake, createReader, type Intake } from './intake.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { createUndo } from './lib/undo.ts';
import { openDeliveries } from './notifying.ts';
import { openApi, reachable } from './open-api.ts';
import { openStorage } from './open-storage.ts';
import { createPipeline } from './pipeline.ts';
import { prepareLanes } from './prepare-lanes.ts';
import type { Database } from './store/database.ts';
import { findCredential, findSecretHashes } from './store/vehicles/credentials.ts';
import { resetPresence, savePresence } from './store/vehicles/presence.ts';
import { watchCredentials } from './store/vehicles/watch-credentials.ts';
import { gaugeThreadLag } from './thread-lag.ts';
import { startDueRules } from './watch/due-rules.ts';

/** A running Roadwire. */
export type Cloud = {
  baseUrl: string;
  mqttUrl: string;
  /** Over TLS, where vehicles may. */
  mqttsUrl?: string;
  httpPort: number;
  mqttPort: number;
  databaseUrl: string;
  /** The administration for commands on this machine: its own address, and a token that ends with the process. */
  admin: { url: string; token: string };
  /** Reads the files of certificates again. */
  reloadCertificates(): void;
  stop(): Promise<void>;
};

type Given = {
  clock: Clock;
  log: Log;
  /** What the program that runs this serves beside it. */
  routes?: Routes;
};

/** Where every part is put as it is started: whoever gives it can stop what there is, also of a start that hangs. */
type Undoing = { undo: ReturnType<typeof createUndo> };

/**
 * Builds every part, in the order in which a message flows, and starts it. `stop` undoes it in reverse:
 * nothing more is taken in, what was taken in is committed and acknowledged, then everything closes.
 */
export async function startCloud(settings: Settings, deps: Given & Partial<Undoing>): Promise<Cloud> {
  const { undo = createUndo() } = deps;
  try {
    return await build(settings, { ...deps, undo });
  } catch (error) {
    await undo.all();
    throw error;
  }
}

type Deps = Given & Undoing;

async function build(settings: Settings, deps: Deps): Promise<Cloud> {
  const tls = deps.undo.later(openTls(settings, deps));
  warnOpenDoors(settings, deps.log);
  const storage = await openStorage(settings, deps);
  const through = await prepareLanes(settings, storage, deps);
  const parts = { ...storage, ...through, tls };
  const { port: mqttPort, tlsPort, ...asking } = await openDoors(settings, parts, deps);
  const { baseUrl, httpPort, admin } = await openApi(settings, { ...parts, ...asking }, deps);
  const mqttUrl = `mqtt://${reachable(settings.host)}:${mqttPort}`;
  const mqttsUrl = tlsPort && { mqttsUrl: `mqtts://${reachable(settings.host)}:${tlsPort}` };
  const where = { baseUrl, mqttUrl, ...mqttsUrl, httpPort, mqttPort, databaseUrl: storage.url, admin };
  return { ...where, reloadCertificates: tls.reload, stop: () => deps.undo.all() };
}

type Storage = Awaited<ReturnType<typeof openStorage>>;

type Through = Awaited<ReturnType<typeof prepareLanes>>;

/** What was committed; the vehicles where they told something themselves. */
type Committed = Pick<Batch, 'queued' | 'told'> & Partial<Pick<Batch, 'vehicles'>>;

/** Starts taking messages in, and commanding; the answer has the port for vehicles. */
async function openDoors(
  settings: Settings,
  parts: Storage & Through & { tls: Tls },
  { clock, log, undo }: Deps,
): Promise<Pick<MqttGateway, 'port' | 'tlsPort'> & Asking> {
  const { database, hub, silence, metrics, cache, lanes, tls, fold, readStates, changeState } = parts;
  const { rules, raise, due } = parts.watching;
  const lagOf = gaugeThreadLag(metrics);
  const telling = { url: database.url, metrics, lagOf, clock, log };
  const deliveries = undo.later(await openDeliveries(settings, telling));
  const onCommitted = ({ queued, told, vehicles }: Committed) => {
    hub.wake();
    if (vehicles) asking.chargeLimits.onStates(vehicles.values());
    if (queued.length > 0) deliveries.wake(queued);
    for (const reader of told) parts.accessLog.note(reader, reader.vehicleId, 'events');
  };
  const all = createLanes(lanes.map(({ queue }) => queue));
  const ingestMetrics = createIngestMetrics(metrics, all.length);
  const read = unlessSilenced(silence, createReader(settings, ingestMetrics.refuse));
  const intake = createIntake(all);
  await resetPresence(database, clock.now());
  const presence = undo.later(
    createPresence({ save: (changes) => savePresence(database, changes), clock, log }),
  );
  const authenticate = authenticateWith((username) => findCredential(database, username));
  const doors = { ...settings, ...mqttOverTls(settings, tls) };
  const commanding = createCommanding({ metrics, clock });
  const through = { ...intakeHeard(intake, commanding.heard), ...commanding.door };
  const gateway = undo.later(
    await openGateway(doors, { authenticate, presence, ...through, lagOf, clock, log }),
  );
  const ways = { commanding, gateway, metrics, wakeDeliveries: deliveries.wake };
  const asking = openRemotes(settings, { database, readStates, cache, ...ways }, { clock, log, undo });
  tls.show(gateway.renew);
  gaugeConnections(metrics, gateway.connected);
  undo.later(closeWithdrawn(gateway, database, log));
  for (const { queue, writer } of lanes) {
    queue.onTaken(gateway.resume);
    const stages = createPipeline({ cache, writer, read, fold, readStates, rules, raise });
    const lane = { queue, stages, writer, cache, metrics: ingestMetrics, onCommitted, log };
    undo.later(startIngest({ ...settings, ...lane }));
  }
  undo.later(startEpisodes(settings, { fold, changeState, database, clock, log }));
  undo.later(startDueRules({ ...due, database, inLanes: parts.inLanes, onCommitted, clock, log }));
  undo.later(startWriteBehind({ database, write: parts.writeBehind, log }));
  const { accept } = intake;
  undo.later(startDeadLetterRetries({ database, accept, read: createReader(settings, ignore), clock, log }));
  undo.later({ stop: gateway.quiesce });
  const { port, tlsPort } = gateway;
  return { port, ...(tlsPort === undefined ? {} : { tlsPort }), ...asking };
}

/** Each message tells that its vehicle is awake. */
function intakeHeard(intake: Intake, heard: (vehicleId: number) => void): Intake {
  return {
    ...intake,
    accept(message, settle) {
      heard(message.vehicleId);
      intake.accept(message, settle);
    },
  };
}

/** Vehicles that came in with what is good no more are not kept on the line. */
function closeWithdrawn(gateway: MqttGateway, database: Database, log: Log) {
  return watchCredentials({
    url: database.url,
    onTheLine: gateway.onTheLine,
    async look(vehicleIds) {
      const hashes = await findSecretHashes(database, vehicleIds);
      for (const vehicleId of vehicleIds) {
        const hash = hashes.get(vehicleId);
        gateway.drop(vehicleId, hash && credentialOf(hash));
      }
    },
    log,
  });
}

/** A second door for vehicles, where the settings ask for one. */
function mqttOverTls({ mqttsPort: port }: Settings, { options }: Tls): Pick<SocketOptions, 'tls'> {
  if (port === undefined || !options) return {};
  return { tls: { port, cert: String(options.cert), key: String(options.key) } };
}

type Doors = Settings & Pick<SocketOptions, 'tls'>;

/** The door for vehicles, in a thread of its own unless the settings say otherwise. */
async function openGateway(
  settings: Doors,
  deps: Parameters<typeof startMqttGateway>[1] & { lagOf: ReturnType<typeof gaugeThreadLag>; log: Log },
) {
  const options = { ...settings, port: settings.mqttPort };
  if (!settings.gatewayThread) return startMqttGateway(options, deps);
  const { host, port, tls, connectionsMax, messageBytesMax, inflightMax, logLevel } = options;
  const { queueMax: underWayMax, queueBytesMax: underWayBytesMax } = settings;
  const bounds = { connectionsMax, messageBytesMax, inflightMax, underWayMax, underWayBytesMax };
  const known = { channels, commandChannels: Object.keys(commandChannels) };
  return openDoor(
    { host, port, tls, ...bounds, ...known, logLevel },
    { ...deps, onLag: deps.lagOf('gateway') },
  );
}

/** Trying whether a message can be read counts nothing. */
const ignore = () => undefined;

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
