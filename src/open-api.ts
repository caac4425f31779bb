import type { FastifyRequest } from 'fastify';
import { Gauge, type Registry } from 'prom-client';
import { accountDocument } from './account/json/document.ts';
import { adminDocument, createAdmin } from './admin/admin.ts';
import type { ApiContext } from './api/context.ts';
import { b2bLinks, b2cLinks } from './api/present/links.ts';
import { linkTo } from './api/serve-document.ts';
import { type ApiOptions, type Routes, startApi } from './api/server.ts';
import type { Asking } from './asking.ts';
import { createFindAccess } from './auth/access.ts';
import { createFindFleets } from './auth/fleets.ts';
import { createFindPartner } from './auth/partners.ts';
import type { Tls } from './certificates/tls.ts';
import type { Settings } from './config/settings.ts';
import { createConsole } from './console/console.ts';
import { startHealth } from './health.ts';
import { findStatesIn } from './known-states.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { newSecret } from './lib/secrets.ts';
import type { createUndo } from './lib/undo.ts';
import { answeredWithin } from './lib/wait.ts';
import { startLimits } from './limits/limits.ts';
import { consoleClientId, ensureConsoleClient } from './oauth/console-client.ts';
import type { openStorage } from './open-storage.ts';
import type { prepareLanes } from './prepare-lanes.ts';
import { watchAccess } from './store/access/watch-access.ts';
import type { Database } from './store/database.ts';
import { createFindCallback } from './store/monitors/callbacks.ts';
import { openUserAccount } from './user-account.ts';

type Parts = Awaited<ReturnType<typeof openStorage>> &
  Awaited<ReturnType<typeof prepareLanes>> &
  Asking & { tls: Tls };

type Deps = {
  clock: Clock;
  log: Log;
  undo: ReturnType<typeof createUndo>;
  /** What the program that runs this serves beside it. */
  routes?: Routes | undefined;
};

/** Where the HTTP side is: as the world says, and as this machine reaches it with a token for its administration. */
export type OpenApi = { baseUrl: string; httpPort: number; admin: { url: string; token: string } };

/** Starts the HTTP side: the Web API, the authorization server, the pages and the administration. */
export async function openApi(settings: Settings, parts: Parts, deps: Deps): Promise<OpenApi> {
  const { tls, database } = parts;
  const at = { publicUrl: settings.publicUrl ?? '', links: linksAt(settings.publicUrl ?? '') };
  const admin = { token: newSecret() };
  const options = doorsOf(settings, parts, { ...deps, publicUrl: () => at.publicUrl, admin });
  const api = deps.undo.later(await startApi(options, contextOf(settings, parts, { ...deps, at })));
  const ownUrl = `${tls.options ? 'https' : 'http'}://${reachable(settings.host)}:${api.port}`;
  at.publicUrl ||= ownUrl;
  at.links = linksAt(at.publicUrl);
  await ensureConsoleClient(database, at.publicUrl);
  return { baseUrl: at.publicUrl, httpPort: api.port, admin: { url: ownUrl, token: admin.token } };
}

type Known = Deps & { publicUrl(): string; admin: { token: string } };

/** What is served, and where. */
function doorsOf(settings: Settings, parts: Parts, { admin, routes, ...deps }: Known): ApiOptions {
  const { host, httpPort: port, trustedProxies } = settings;
  const { database, metrics, tls } = parts;
  const isReady = () => isAnswering(database);
  gaugeDatabase(metrics, isReady);
  const { oauth, account } = openUserAccount(settings, { ...parts, ...deps });
  const lanes = parts.lanes.map(({ queue }) => queue);
  const health = deps.undo.later(startHealth({ metrics, lanes, clock: deps.clock }));
  const administration = createAdmin(settings, {
    ...deps,
    database,
    localToken: admin.token,
    health: health.read,
  });
  // Whatever a program serves beside it, today it is the demo alone.
  const isDemoFor = (request: FastifyRequest) => routes?.areOpenTo?.(request) ?? false;
  const mapStyleUrl = settings.consoleMapStyleUrl;
  const pages = createConsole({
    clientId: consoleClientId,
    publicUrl: deps.publicUrl,
    mapStyleUrl,
    isDemoFor,
  });
  const documents = [linkTo(adminDocument), linkTo(accountDocument), ...(routes?.documents ?? [])];
  const own = { oauth, account, admin: administration, console: pages, routes, documents };
  return { host, port, trustedProxies, tls, metrics, isReady, ...own };
}

/** What every endpoint of the Web API is given. */
function contextOf(
  settings: Settings,
  parts: Parts,
  { clock, log, undo, at }: Deps & { at: { links: ReturnType<typeof linksAt> } },
): Omit<ApiContext, 'stopping'> {
  const { database, cache, hub, readStates, tls } = parts;
  const { callsPerDay: day, callsPerSecond: burst } = settings;
  const changes = undo.later(watchAccess({ url: database.url, clock, log }));
  const findStates = findStatesIn(readStates, database, cache);
  return {
    database,
    findAccess: createFindAccess(database, clock, changes),
    findPartner: createFindPartner(database, clock, changes),
    findFleets: createFindFleets(database, clock, changes),
    checkCertificate: tls.checkWith(database),
    findState: async (vehicleId) =>
      cache.get(vehicleId)?.state ?? (await findStates([vehicleId])).get(vehicleId),
    findStates,
    findCallback: createFindCallback(database),
    onMonitorsChanged: parts.watching.forget,
    isListening: parts.isListening,
    remotes: parts.remotes,
    onChargeLimitSet: parts.chargeLimits.onSet,
    dryRuns: parts.watching.dryRuns,
    noteRead: parts.accessLog.note,
    limits: undo.later(startLimits({ day, burst }, { database, clock, log })),
    live: { hub, streamsMax: settings.liveStreamsMax, heartbeatMs: settings.liveHeartbeatS * 1000 },
    retentionMs: settings.retentionDays * 86_400_000,
    clock,
    log,
    links: () => at.links,
  };
}

const linksAt = (publicUrl: string) => ({
  b2c: b2cLinks(publicUrl),
  b2b: b2bLinks(publicUrl),
  isHttps: publicUrl.startsWith('https:'),
});

/** An address to call where the one that is listened on means "all". */
export function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/** A database that says nothing is as good as none. */
const databasePatienceMs = 2_000;

async function isAnswering({ pool }: Database): Promise<boolean> {
  return answeredWithin(databasePatienceMs, pool.query('select 1')).then(
    () => true,
    () => false,
  );
}

function gaugeDatabase(metrics: Registry, isUp: () => Promise<boolean>): void {
  new Gauge({
    name: 'roadwire_database_up',
    help: '1 while the database answers; otherwise what has to ask it is NaN',
    registers: [metrics],
    async collect() {
      this.set((await isUp()) ? 1 : 0);
    },
  });
}
