import { telemetryExports, wayPointsExports } from '../../api/exports/definitions.ts';
import { exportText } from '../../api/exports/export-text.ts';
import type { Element } from '../../api/exports/exports.ts';
import { allPages } from '../../api/exports/pages.ts';
import { readVehicleAlarms } from '../../api/reads/alarms.ts';
import { readVehicleAlerts } from '../../api/reads/alerts.ts';
import { readVehicleCollisions } from '../../api/reads/collisions.ts';
import { readStatus } from '../../api/reads/status.ts';
import { readStolenHistory } from '../../api/reads/stolen.ts';
import { readTelemetry } from '../../api/reads/telemetry.ts';
import { readVehicleTrips } from '../../api/reads/trips.ts';
import { readTripWayPoints } from '../../api/reads/way-points.ts';
import type { VehicleAsk } from '../../api/shared/ask.ts';
import { bodyOf } from '../../api/shared/bodies/json-text.ts';
import type { AccountVehicle } from '../../store/people/user-vehicles.ts';
import { type ArchiveFile, arrayText, jsonFile, linesText, orNothing } from './files.ts';
import { type Owner, type OwnerAsk, ownerAskOf } from './owner-ask.ts';
import { remoteFiles } from './remote-files.ts';

type Read = (ask: VehicleAsk) => Promise<object>;

const lists: Record<string, Read> = {
  trips: readVehicleTrips,
  alerts: readVehicleAlerts,
  alarms: readVehicleAlarms,
  collisions: readVehicleCollisions,
  stolen: readStolenHistory,
};

/** Everything of a vehicle, in the words of the Web API: what its operations tell, page by page. */
export async function* vehicleFiles(owner: Owner, vehicle: AccountVehicle): AsyncGenerator<ArchiveFile> {
  const ask = ownerAskOf(owner, vehicle);
  const folder = `vehicles/${vehicle.vin}`;
  const status = await orNothing(async () => readStatus(await ask({})));
  if (status) yield jsonFile(`${folder}/status.json`, status);
  for (const [name, read] of Object.entries(lists))
    yield { path: `${folder}/${name}.json`, text: arrayText(pagesOf(ask, read, { pageSize: 60 })) };
  yield* remoteFiles(owner, vehicle);
  yield* tripFiles(ask, folder, vehicle.vin);
  yield* telemetryFiles(owner, ask, folder);
}

function pagesOf(ask: OwnerAsk, read: Read, query: VehicleAsk['query']): AsyncGenerator<readonly Element[]> {
  return allPages(async (paging) => read(await ask({ ...query, ...paging })));
}

/** The way of each trip. */
async function* tripFiles(ask: OwnerAsk, folder: string, vin: string): AsyncGenerator<ArchiveFile> {
  for await (const trips of pagesOf(ask, readVehicleTrips, { pageSize: 60 }))
    for (const { id, startedAt } of trips) {
      const started = String(startedAt);
      const text = exportText('gpx', {
        exports: wayPointsExports,
        columns: [],
        title: `${vin} ${started}`,
        query: {},
        ask: (query) => ask(query, { tid: String(id) }),
        read: readTripWayPoints,
      });
      // Colons are not allowed in names of files everywhere.
      yield { path: `${folder}/trips/${started.replaceAll(':', '-')}.gpx`, text };
    }
}

const dayMs = 86_400_000;

/** The history, a file a day: a file of all of it might be larger than programs for archives can open. */
async function* telemetryFiles(
  { context }: Owner,
  ask: OwnerAsk,
  folder: string,
): AsyncGenerator<ArchiveFile> {
  const now = context.clock.now();
  const { query = {}, pageSize } = telemetryExports;
  // A day more is kept than is promised.
  for (let day = Math.floor((now - context.retentionMs) / dayMs) - 1; day * dayMs <= now + dayMs; day += 1) {
    const [from, to] = [day * dayMs, (day + 1) * dayMs - 1].map((at) => new Date(at).toISOString());
    const ofDay = { ...query, timestamps: [`${from}/${to}`] };
    const first = bodyOf(await readTelemetry(await ask({ ...ofDay, pageSize: 1 }))) as { total: number };
    if (first.total === 0) continue;
    const text = linesText(pagesOf(ask, readTelemetry, { ...ofDay, pageSize }));
    yield { path: `${folder}/telemetry/${from?.slice(0, 10)}.ndjson`, text };
  }
}
