import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchContext, BenchPeople, BenchWorld } from './bench-context.ts';
import type { BenchLine } from './bench-line.ts';
import { dropDatabase, recreateDatabase } from './databases.ts';
import { type CreateHistoryWorld, makeHistory } from './history/make-history.ts';
import { measureDeepPage } from './lines/deep-page.ts';
import { measureDeliveries } from './lines/deliveries.ts';
import { measureFleetStatus, measureWayPoints } from './lines/fleet-pages.ts';
import { measureGenerator } from './lines/generator.ts';
import { describeHistory } from './lines/history.ts';
import { measureIngest } from './lines/ingest.ts';
import { measureIngestLatency } from './lines/ingest-latency.ts';
import { measureMonitors, measureWebhookLatency } from './lines/monitors.ts';
import { measureRemoteCycles } from './lines/remote-cycles.ts';
import { measureRemoteRestart } from './lines/remote-restart.ts';
import { measureSignIn } from './lines/sign-in.ts';
import { measureStatusRead } from './lines/status-read.ts';
import { measureTokenCheck } from './lines/token-check.ts';
import { measureTelemetryPage, measureTripsList } from './lines/user-pages.ts';
import { describeMachine, readCommit } from './machine.ts';
import { startProduct } from './product.ts';
import { type Report, saveReport, tableOf } from './report.ts';

/** The lines of the bench, in the order they run. */
const measurements: Record<string, (context: BenchContext) => Promise<BenchLine>> = {
  generator: measureGenerator,
  ingest: measureIngest,
  'ingest-latency': measureIngestLatency,
  monitors: measureMonitors,
  'webhook-latency': measureWebhookLatency,
  deliveries: measureDeliveries,
  'remote-cycles': measureRemoteCycles,
  'remote-restart': measureRemoteRestart,
  'status-read': measureStatusRead,
  'token-check': measureTokenCheck,
  'sign-in': measureSignIn,
  history: describeHistory,
  'trips-list': measureTripsList,
  'telemetry-page': measureTelemetryPage,
  'fleet-status': measureFleetStatus,
  'way-points': measureWayPoints,
  'deep-page': measureDeepPage,
};

export const benchLineNames = Object.keys(measurements);

export type BenchOptions = {
  /** Names of lines; all by default. */
  only?: string[];
  /** Length of each measured part; 10 by default. */
  seconds?: number;
  /** How often floor and product take turns; 3 by default. */
  rounds?: number;
  /** Vehicles, each with a connection of its own, and as many with a history; 1,000 by default. */
  vehicles?: number;
  /** Server on which databases of the bench are made and dropped; by default the product's embedded one. */
  databaseUrl?: string;
  log: (line: string) => void;
};

export type BenchDeps = {
  /** Makes vehicles with credentials, and a user who may read their status. */
  createWorld: (databaseUrl: string, vehicles: number) => Promise<BenchWorld>;
  people: BenchPeople;
  /** Makes the vehicles of the history, and who reads it. */
  createHistoryWorld: CreateHistoryWorld;
  /** Folder that holds `bin/roadwire.js` and `bench/results`; the package's by default. */
  root?: string;
};

type Undo = (() => Promise<unknown>)[];

/** Measures, prints the table, writes the results. Rejects on unknown lines, or when a part does not start. */
export async function runBench(options: BenchOptions, deps: BenchDeps): Promise<Report> {
  const only = options.only?.length ? options.only : benchLineNames;
  const unknown = only.filter((name) => !benchLineNames.includes(name));
  if (unknown.length > 0)
    throw new RangeError(`no such line: ${unknown.join(', ')} (${benchLineNames.join(', ')})`);
  const root = deps.root ?? fileURLToPath(new URL('../../', import.meta.url));
  const undo: Undo = [];
  const leave = () => process.exit(1); // children notice
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, leave);
  try {
    const context = await prepare({ options, deps, root, undo });
    const report = await measure(context, only, root);
    options.log(tableOf(report.lines));
    options.log(
      `written to ${await saveReport(join(root, 'bench/results'), report, only.length === benchLineNames.length)}`,
    );
    return report;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, leave);
    for (const step of undo.reverse())
      await step().catch((error: Error) => options.log(`left behind: ${error.message}`));
  }
}

type Preparation = { options: BenchOptions; deps: BenchDeps; root: string; undo: Undo };

async function prepare({ options, deps, root, undo }: Preparation): Promise<BenchContext> {
  const { seconds = 10, vehicles = 1_000, rounds = 3, log } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'roadwire-bench-'));
  undo.push(() => rm(dataDir, { recursive: true, force: true }));
  const databaseUrl = options.databaseUrl && (await ownDatabase(options.databaseUrl, 'bench_product', undo));

  log('starting the product');
  const entry = join(root, 'bin/roadwire.js');
  const product = await startProduct({ entry, dataDir, ...(databaseUrl ? { databaseUrl } : {}) });
  undo.push(product.stop);
  const floorDatabaseUrl = await ownDatabase(product.server.databaseUrl, 'bench_floor', undo);

  log(`making ${vehicles} vehicles`);
  const world = await deps.createWorld(product.server.databaseUrl, vehicles);
  const times = { seconds, warmUpSeconds: 3, rounds };
  const history = once(async () => {
    log(`making the history of ${vehicles} vehicles`);
    const own = await ownDatabase(product.server.databaseUrl, 'bench_history', undo);
    return makeHistory({
      entry,
      databaseUrl: own,
      vehicles,
      createWorld: deps.createHistoryWorld,
      log,
      undo,
    });
  });
  const { people } = deps;
  return { entry, product: product.server, floorDatabaseUrl, world, people, history, ...times, log };
}

/** A function that is run when it is first called, and gives the same answer ever after. */
function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function ownDatabase(serverUrl: string, name: string, undo: Undo): Promise<string> {
  const url = await recreateDatabase(serverUrl, name);
  undo.push(() => dropDatabase(serverUrl, name));
  return url;
}

async function measure(context: BenchContext, only: string[], root: string): Promise<Report> {
  const { seconds, warmUpSeconds, rounds } = context;
  const settings = { seconds, warmUpSeconds, rounds, vehicles: context.world.vehicles.length };
  const at = new Date().toISOString();
  const machine = await describeMachine(context.floorDatabaseUrl);
  const lines: BenchLine[] = [];
  for (const name of benchLineNames.filter((line) => only.includes(line))) {
    context.log(name);
    const line = await measurements[name]!(context);
    for (const { text } of line.checks.filter((check) => !check.isRight)) context.log(`  WRONG: ${text}`);
    lines.push(line);
  }
  return { at, commit: await readCommit(root), machine, settings, lines };
}
