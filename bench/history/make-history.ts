import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkpoint, queryOnce } from '../databases.ts';
import { startProduct } from '../product.ts';
import { motorizationOf } from './car.ts';
import { checkHistory } from './check-history.ts';
import { copyVehicles } from './copy-vehicles.ts';
import { type Driver, dayMs } from './drives.ts';
import type { History, HistoryPlan, HistoryWorld } from './history.ts';
import { reportsOf } from './reports.ts';
import { sendHistory } from './send-history.ts';

export type CreateHistoryWorld = (databaseUrl: string, plan: HistoryPlan) => Promise<HistoryWorld>;

type Options = {
  /** `bin/roadwire.js`. */
  entry: string;
  /** An empty database. */
  databaseUrl: string;
  vehicles: number;
  createWorld: CreateHistoryWorld;
  log: (line: string) => void;
  /** Gets what is to be undone at the end, last first. */
  undo: (() => Promise<unknown>)[];
};

export const historyDays = 60;
/** Vehicles of which all others are copies. */
const templates = 10;
const users = 20;
/** So that each of them has copies. */
const vehiclesMin = 40;

/**
 * Sixty days of vehicles that end yesterday. A few send their reports through the product, so that every row is
 * the product's own; the others are copies of these. Then the product is started on it anew.
 */
export async function makeHistory(options: Options): Promise<History> {
  const { databaseUrl, log, undo } = options;
  const vehicles = Math.max(options.vehicles, vehiclesMin);
  const fleet = vehicles * 10;
  const begun = performance.now();
  const secondsSince = () => Math.round((performance.now() - begun) / 100) / 10;
  const dataDir = await mkdtemp(join(tmpdir(), 'roadwire-history-'));
  undo.push(() => rm(dataDir, { recursive: true, force: true }));
  const { world, sent } = await sendAll({ ...options, dataDir, vehicles, fleet });
  const sendingSeconds = secondsSince();
  log(`  ${sent.reduce((sum, count) => sum + count)} reports sent after ${sendingSeconds} s`);

  const ids = world.senders.map(({ vehicleId }) => vehicleId);
  const originals = { templates: ids.slice(0, -1), single: ids.at(-1)!, vehicles };
  await copyVehicles(databaseUrl, originals);
  const seconds = secondsSince();
  await checkpoint(databaseUrl, log);
  const disk = await measureDisk(databaseUrl);
  log(`  ${disk.rows} rows after ${seconds} s, ${disk.bytesPerReport} bytes each`);

  const product = await startProduct({ ...options, dataDir });
  undo.push(product.stop);
  const { baseUrl } = product.server;
  const checks = await checkHistory(databaseUrl, baseUrl, { world, sent });
  return { baseUrl, databaseUrl, world, vehicles, fleet, seconds, sendingSeconds, ...disk, checks };
}

/** Starts the product, enters everything, and has the senders send their days. */
async function sendAll(options: Options & { dataDir: string; fleet: number }) {
  const product = await startProduct(options);
  try {
    const drivers = driversUntil(Date.now());
    const senders = drivers.map(({ number }) => ({ motorization: motorizationOf(number) }));
    const { vehicles, fleet } = options;
    const plan = { vehicles, fleet, senders, users };
    const world = await options.createWorld(options.databaseUrl, plan);
    const sent = await Promise.all(
      drivers.map((driver, index) =>
        sendHistory(product.server.mqttUrl, world.senders[index]!, reportsOf(driver)),
      ),
    );
    return { world, sent };
  } finally {
    await product.stop();
  }
}

/** The drivers of the senders, the dense one last; their days end with yesterday. */
function driversUntil(now: number): Driver[] {
  const from = Math.floor(now / dayMs) * dayMs - historyDays * dayMs;
  return Array.from({ length: templates + 1 }, (_, number) => {
    return { number, isDense: number === templates, from, days: historyDays };
  });
}

async function measureDisk(databaseUrl: string) {
  const [row] = await queryOnce(
    databaseUrl,
    `select (select count(*) from telemetry)::float8 as rows, pg_database_size(current_database())::float8 as all,
       (select sum(pg_total_relation_size(inhrelid)) from pg_inherits
         where inhparent = 'telemetry'::regclass)::float8 as bytes`,
  );
  const { rows, bytes, all } = row as { rows: number; bytes: number; all: number };
  return { rows, bytesPerReport: Math.round(bytes / rows), bytesPerReportInAll: Math.round(all / rows) };
}
