import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantableScopes } from '../src/auth/scopes.ts';
import { minuteMs } from './support/clock.ts';
import {
  type Body,
  type Driver,
  type EnrolledVehicle,
  type FleetOwner,
  startTestCloud,
  type TestCloud,
} from './support/cloud.ts';
import { servedBy } from './support/contract.ts';
import { everyGroup, report } from './support/reports.ts';

/**
 * Every operation × scopes or profile × privacy mode. The tables here say what is expected in the words of
 * docs/web-api.md, not of the code: a status, or the marks of what is in the body (`-` is 200 without any).
 */
type Seen = string | 403 | 404;
/** In the modes None, Geolocation and Full; one word stands for all three. */
type Row = Seen | readonly [none: Seen, geolocation: Seen, full: Seen];

const modes = ['None', 'Geolocation', 'Full'] as const;

const scopeSets = {
  all: grantableScopes as readonly string[],
  telemetry: ['data:telemetry'],
  position: ['data:position'],
  privacy: ['data:telemetry:privacy'],
  others: ['data:trip', 'data:alert', 'data:collision'],
  remote: ['remote:door:write'],
  none: [],
};
type ScopeSet = keyof typeof scopeSets;

type Expected<Column extends string> = { at: string; see: Record<Column, Row> };

const withAnyScope = (row: Row) =>
  Object.fromEntries(Object.keys(scopeSets).map((name) => [name, row])) as Record<ScopeSet, Row>;

/** Nothing but what is named opens it. */
const onlyWith = (rows: Partial<Record<ScopeSet, Row>>) => ({ ...withAnyScope(403), ...rows });

const b2c: Record<string, Expected<ScopeSet>> = {
  getUser: { at: '/user', see: withAnyScope('-') },
  getVehiclesByDevice: { at: '/user/vehicles', see: withAnyScope('-') },
  getVehicleByid: { at: '/user/vehicles/{id}', see: withAnyScope('-') },
  getVehicleStatus: {
    at: '/user/vehicles/{id}/status',
    see: onlyWith({
      all: ['position privacy telemetry', 'privacy telemetry', 'privacy'],
      telemetry: ['privacy telemetry', 'privacy telemetry', 'privacy'],
      position: ['position', 404, 404],
      privacy: 'privacy',
    }),
  },
  getVehicleMaintenance: {
    at: '/user/vehicles/{id}/maintenance',
    see: onlyWith({ all: ['telemetry', 'telemetry', 404], telemetry: ['telemetry', 'telemetry', 404] }),
  },
  getCarLastPosition: {
    at: '/user/vehicles/{id}/lastPosition',
    see: onlyWith({ all: ['position', 404, 404], position: ['position', 404, 404] }),
  },
  getTelemetry: {
    at: '/user/vehicles/{id}/telemetry?extension=location,maintenance',
    see: onlyWith({
      all: ['position privacy telemetry', 'privacy telemetry', 404],
      telemetry: ['privacy telemetry', 'privacy telemetry', 404],
      position: ['position', 404, 404],
      privacy: ['privacy', 'privacy', 404],
    }),
  },
};

const profiles = { fleet: 'fleet', endUser: 'endUser', none: undefined };
type Profile = keyof typeof profiles;

const withAnyProfile = (row: Row) => ({ fleet: row, endUser: row, none: row });
/** A fleet owner sees what is kept; the driver's view is as in the end user's face with all scopes. */
const kept = (seen: string, endUser: Row) => ({ fleet: seen, none: seen, endUser });

const b2b: Record<string, Expected<Profile>> = {
  getVehiclesCapabilities: { at: '/vehicles/{vin}', see: withAnyProfile('-') },
  getFleets: { at: '/fleets', see: withAnyProfile('-') },
  getFleet: { at: '', see: withAnyProfile('-') },
  getVehiclesByDevice: { at: 'vehicles', see: withAnyProfile('-') },
  getVehicleByid: { at: 'vehicles/{vid}', see: withAnyProfile('-') },
  getCarLastPosition: { at: 'vehicles/{vid}/lastPosition', see: kept('position', ['position', 404, 404]) },
  getVehicleMaintenance: {
    at: 'vehicles/{vid}/maintenance',
    see: kept('telemetry', ['telemetry', 'telemetry', 404]),
  },
  getFleetStatusList: {
    at: 'status',
    see: kept('position privacy telemetry', ['position privacy telemetry', 'privacy telemetry', 'privacy']),
  },
  getFleetMantenanceList: { at: 'maintenances', see: kept('telemetry', ['telemetry', 'telemetry', '-']) },
  getFleetVehicleStatus: {
    at: 'vehicles/{vid}/status',
    see: kept('position privacy telemetry', ['position privacy telemetry', 'privacy telemetry', 'privacy']),
  },
  getTelemetry: {
    at: 'vehicles/{vid}/telemetry?extension=location,maintenance',
    see: kept('position privacy telemetry', ['position privacy telemetry', 'privacy telemetry', 404]),
  },
};

/** What shows that data of a kind is in a body. */
const marks: Record<string, readonly string[]> = {
  position: ['coordinates'],
  privacy: ['privacy'],
  telemetry: ['odometer', 'energies', 'kinetic', 'ignition', 'environment', 'daysBeforeMaintenance'],
};

function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([name]) => name !== '_links')
    .flatMap(([name, inner]) => [name, ...namesIn(inner)]);
}

function seenIn({ status, body }: { status: number; body: Body }): string | number {
  if (status !== 200) return status;
  const names = new Set(namesIn(body));
  const found = Object.keys(marks).filter((kind) => marks[kind]?.some((name) => names.has(name)));
  return found.length > 0 ? found.join(' ') : '-';
}

let cloud: TestCloud;
let owner: FleetOwner;
/** A vehicle in each mode, alone with its driver and in a fleet of its own. */
const cars: { car: EnrolledVehicle; driver: Driver; owner: FleetOwner; vid: string }[] = [];
beforeAll(async () => {
  cloud = await startTestCloud();
  owner = await cloud.addPartner();
  const start = Date.now() - 10 * minuteMs;
  for (const mode of modes) {
    const driver = await cloud.addDriver();
    const car = await cloud.addVehicle(driver, { motorization: 'Hybrid' });
    const fleet = await cloud.addFleet(owner, mode);
    cars.push({ car, driver, owner: fleet, vid: await cloud.addToFleet(fleet, car) });
    // Everything while nothing is hidden, then once more under the mode.
    const line = await cloud.connect(car);
    await line.report(report(start, everyGroup));
    await line.report(report(start + minuteMs, { ...everyGroup, privacy: { state: mode } }));
  }
});
afterAll(() => cloud.stop());

const inEachMode = (row: Row): readonly Seen[] => (Array.isArray(row) ? row : [row, row, row]) as Seen[];

describe('the end user’s face', () => {
  it('has a row here for each of its operations', async () => {
    const operations = (await servedBy(cloud.baseUrl, 'b2c')).map(({ operation }) => operation.operationId);
    expect(new Set(Object.keys(b2c))).toEqual(new Set(operations));
  });

  const cells = Object.entries(b2c).flatMap(([name, { at, see }]) =>
    (Object.keys(scopeSets) as ScopeSet[]).map((scopes) => ({ name, scopes, at, row: see[scopes] })),
  );
  it.each(cells)('$name with the scopes $scopes', async ({ scopes, at, row }) => {
    const seen = [];
    for (const { car, driver } of cars) {
      const token = await cloud.addToken(driver, scopeSets[scopes]);
      const { clientId } = driver;
      seen.push(seenIn(await cloud.get(at.replace('{id}', car.id), { token, clientId })));
    }
    expect(seen).toEqual(inEachMode(row));
  });
});

describe('the fleet owner’s face', () => {
  it('has a row here for each of its operations', async () => {
    const operations = (await servedBy(cloud.baseUrl, 'b2b')).map(({ operation }) => operation.operationId);
    expect(new Set(Object.keys(b2b))).toEqual(new Set(operations));
  });

  const cells = Object.entries(b2b).flatMap(([name, { at, see }]) =>
    (Object.keys(profiles) as Profile[]).map((profile) => ({ name, profile, at, row: see[profile] })),
  );
  it.each(cells)('$name with the profile $profile', async ({ profile: given, at, row }) => {
    const profile = profiles[given];
    const query: Record<string, string> = profile ? { profile } : {};
    const seen = [];
    for (const { car, owner: fleet, vid } of cars) {
      const path = at.replace('{vid}', vid).replace('{vin}', car.vin);
      seen.push(seenIn(await cloud.getFleet(fleet, path, { query })));
    }
    expect(seen).toEqual(inEachMode(row));
  });
});
