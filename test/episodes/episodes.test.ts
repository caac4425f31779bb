import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert, Collision, Stolen } from '../../src/model/episodes.ts';
import { countAlarms, readAlarms } from '../../src/store/episodes/alarms.ts';
import { findAlert, readAlerts } from '../../src/store/episodes/alerts.ts';
import { episodeTables } from '../../src/store/episodes/episodes.ts';
import { trimEpisodes } from '../../src/store/episodes/trim-episodes.ts';
import { countTrips, findTripsOf, readTrips } from '../../src/store/episodes/trips.ts';
import { readWaypoints } from '../../src/store/episodes/waypoints.ts';
import { markForRebuild } from '../../src/store/history/repairs.ts';
import { minuteMs } from '../support/clock.ts';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { episodesOf, noMarks } from '../support/vehicles/episode-rows.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
let car: EnrolledVehicle;
const start = Date.now() - 200 * minuteMs;
const at = (minutes: number) => start + minutes * minuteMs;
const position = (index: number) => ({ position: { longitude: 2, latitude: 48 + index / 100 } });
const all = { index: 0, limit: 100, anchor: { at: 'index' as const } };

/** Twelve short trips, half an hour of everything else. */
const life = [
  ...Array.from({ length: 12 }, (_, trip) => [
    report(at(trip * 10), {
      ignition: { type: 'Start' },
      odometer: { mileage: trip * 10 },
      ...position(trip),
    }),
    report(at(trip * 10 + trip / 2 + 1), { ignition: { type: 'Stop' }, odometer: { mileage: trip * 11 } }),
  ]).flat(),
  report(at(3), { alerts: { active: ['FuelLevelLow'] } }),
  report(at(25), { alerts: { active: [] } }),
  report(at(26), { alerts: { active: ['RiskOfIce'] } }),
  report(at(4), { alarm: { status: { activation: 'Active' } } }),
  report(at(5), { alarm: { trigger: { type: 'RoofBreakIn', startAt: new Date(at(5)).toISOString() } } }),
  report(at(6), { alarm: { status: { activation: 'Inactive' } } }),
];

beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver());
  await (await cloud.connect(car)).report(...life);
});
afterAll(() => cloud.stop());

const scope = () => ({ vehicleIds: [car.vehicleId] });
const rowsOf = () => Promise.all(episodeTables.map((table) => episodesOf(cloud, table, car)));

describe('alerts and alarms', () => {
  it('are rows that open and close', async () => {
    const alerts = await episodesOf<Alert>(cloud, 'alerts', car);
    expect(alerts).toMatchObject([
      { startedAt: at(3), endedAt: at(25), body: { type: 'FuelLevelLow', active: false } },
      { startedAt: at(26), body: { type: 'RiskOfIce', active: true, startPosition: { latitude: 48.02 } } },
    ]);
    expect(await findAlert(cloud.database, { scope: scope(), id: alerts[1]?.id ?? '' })).toEqual(alerts[1]);
    expect(await findAlert(cloud.database, { scope: { vehicleIds: [0] }, id: alerts[1]?.id ?? '' })).toBe(
      undefined,
    );
  });

  it('know the trips they spanned', async () => {
    const trips = await readTrips(cloud.database, { scope: scope() }, all);
    const spans = [
      { vehicleId: car.vehicleId, from: at(3), to: at(25) },
      { vehicleId: car.vehicleId, from: at(106) },
      { vehicleId: 0, from: at(0), to: at(500) },
    ];
    expect(await findTripsOf(cloud.database, spans)).toEqual([
      trips.slice(1, 3).map(({ id }) => id),
      trips.slice(10).map(({ id }) => id),
      [],
    ]);
  });

  it('are found by kind and by time', async () => {
    const kinds = { scope: scope(), kinds: ['trigger' as const] };
    expect(await readAlarms(cloud.database, kinds, all)).toMatchObject([{ body: { kind: 'trigger' } }]);
    const windows = [
      { from: Number.NEGATIVE_INFINITY, to: at(4.5) },
      { from: at(6), to: at(6) },
    ];
    expect(await countAlarms(cloud.database, { scope: scope(), windows })).toBe(2);
    const during = await readAlerts(
      cloud.database,
      { scope: scope(), windows: [{ from: at(10), to: at(12) }] },
      all,
    );
    expect(during).toHaveLength(1);
    const later = { scope: scope(), windows: [{ from: at(100), to: Number.POSITIVE_INFINITY }] };
    expect(await readAlerts(cloud.database, later, all)).toHaveLength(1);
    expect(await readAlerts(cloud.database, { ...later, includeOpen: false }, all)).toEqual([]);
  });
});

describe('trips', () => {
  it('are read page by page from any neighbour', async () => {
    const trips = await readTrips(cloud.database, { scope: scope() }, all);
    expect(trips.map(({ startedAt }) => startedAt)).toEqual(Array.from({ length: 12 }, (_, i) => at(i * 10)));
    const [third, fourth] = [trips[2], trips[3]];
    const key = [third?.startedAt ?? 0, third?.id ?? ''] as const;
    const slice = (anchor: Parameters<typeof readTrips>[2]['anchor'], index = 0) =>
      readTrips(cloud.database, { scope: scope() }, { index, limit: 2, anchor });
    expect(await slice({ at: 'after', key })).toEqual([fourth, trips[4]]);
    expect(await slice({ at: 'before', key })).toEqual(trips.slice(0, 2));
    expect(await slice({ at: 'end' })).toEqual(trips.slice(10));
    expect(await slice({ at: 'index' }, 3)).toEqual(trips.slice(3, 5));
  });

  it('are found by distance, duration and state', async () => {
    const count = (filter: object) => countTrips(cloud.database, { scope: scope(), ...filter });
    expect(await count({ distance: { least: 5, most: 7 } })).toBe(3);
    expect(await count({ distance: { least: 0.1, most: Number.POSITIVE_INFINITY } })).toBe(11);
    expect(await count({ duration: { least: 61, most: 120 } })).toBe(2);
    expect(await count({ states: ['Nominal'] })).toBe(9);
    expect(await count({ states: ['DataLacking', 'Unfinished'] })).toBe(3);
    expect(await count({ states: ['Unfinished'] })).toBe(0);
  });

  it('of a fleet are those of its vehicles', async () => {
    const { query } = cloud.database;
    const { id: partnerId } = await query
      .insertInto('partners')
      .values({ login: 'fleet', password_hash: '', client_id: 'fleet' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { id: fleetId } = await query
      .insertInto('fleets')
      .values({ public_id: 'f', partner_id: partnerId, name: 'f', description: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    expect(await countTrips(cloud.database, { scope: { fleetId } })).toBe(0);
    await query
      .insertInto('fleet_vehicles')
      .values({ fleet_id: fleetId, vehicle_id: car.vehicleId, public_id: 'v' })
      .execute();
    expect(await readTrips(cloud.database, { scope: { fleetId } }, all)).toHaveLength(12);
    expect(await countTrips(cloud.database, { scope: { vehicleIds: [] } })).toBe(0);
  });

  it('have waypoints, by the privacy modes that may be seen', async () => {
    const windows = [{ from: at(10), to: at(30) }];
    const filter = { vehicleId: car.vehicleId, windows, modes: ['None' as const] };
    const waypoints = await readWaypoints(cloud.database, filter, all);
    expect(waypoints.map(({ json }) => JSON.parse(json).latitude)).toEqual([48.01, 48.02, 48.03]);
    expect(await readWaypoints(cloud.database, { ...filter, modes: [] }, all)).toEqual([]);
  });
});

describe('collisions and stolen episodes', () => {
  it('are rows', async () => {
    const other = await cloud.addVehicle(await cloud.addDriver());
    await insertHistory(other.vehicleId, [
      [at(1), { collision: { details: [{ side: 'Front', severity: 'Minor' }], pedestrian: false } }],
      [at(2), { stolen: { state: true } }],
      [at(9), { stolen: { state: false } }],
    ]);
    expect(await episodesOf<Collision>(cloud, 'collisions', other)).toMatchObject([
      { startedAt: at(1), endedAt: at(1), body: { details: [{ side: 'Front', severity: 'Minor' }] } },
    ]);
    expect(await episodesOf<Stolen>(cloud, 'stolen_episodes', other)).toMatchObject([
      { startedAt: at(2), endedAt: at(9), body: { state: false } },
    ]);
  });
});

describe('a rebuild', () => {
  it('of everything gives the same rows, with many pages of history too', async () => {
    const before = await rowsOf();
    expect(before.map(({ length }) => length)).toEqual([12, 2, 3, 0, 0]);
    await markForRebuild(cloud.database, undefined);
    await noMarks(cloud);
    expect(await rowsOf()).toEqual(before);
    const long = await cloud.addVehicle(await cloud.addDriver());
    const rows = Array.from({ length: 4500 }, (_, index): [number, object] => [
      start + index * 1000,
      index % 900 === 0
        ? { ignition: { type: index % 1800 ? 'Stop' : 'Start' } }
        : { odometer: { mileage: Math.floor(index / 1800) * 900 + Math.min(900, index % 1800) } },
    ]);
    await insertHistory(long.vehicleId, rows);
    expect(await episodesOf(cloud, 'trips', long)).toMatchObject([
      { body: { duration: 900 } },
      { body: { duration: 900 } },
      { body: { done: false } },
    ]);
  });
});

describe('retention', () => {
  it('takes episodes that ended long ago, and leaves those that last', async () => {
    await trimEpisodes(cloud.database, at(115));
    expect((await rowsOf()).map(({ length }) => length)).toEqual([1, 1, 0, 0, 0]);
    await markForRebuild(cloud.database, car.vehicleId);
    await noMarks(cloud);
    expect((await rowsOf()).map(({ length }) => length)).toEqual([12, 2, 3, 0, 0]);
  });
});

/** Enters rows of history as if they had come, and has them folded. */
async function insertHistory(vehicleId: number, rows: readonly [number, object][]): Promise<void> {
  await cloud.database.pool.query(
    `insert into telemetry (vehicle_id, at, key, received_at, source, privacy, kinds, groups)
     select $1, to_timestamp(at / 1000), row_number() over (), now(), 'test', 'None', 0, groups
       from json_to_recordset($2) r (at float8, groups text)`,
    [vehicleId, JSON.stringify(rows.map(([time, groups]) => ({ at: time, groups: JSON.stringify(groups) })))],
  );
  await cloud.database.pool.query(
    `insert into vehicle_states (vehicle_id, state, updated_at) values ($1, '{"projections":{},"memory":{}}', now())`,
    [vehicleId],
  );
  await markForRebuild(cloud.database, vehicleId);
  await noMarks(cloud);
}
