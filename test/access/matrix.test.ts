import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minuteMs } from '../support/clock.ts';
import {
  type Body,
  type Driver,
  type EnrolledVehicle,
  type FleetOwner,
  startTestCloud,
  type TestCloud,
} from '../support/cloud.ts';
import { servedBy } from '../support/contract.ts';
import {
  b2bRows,
  b2cRows,
  marks,
  modes,
  type Profile,
  profiles,
  type Row,
  type ScopeSet,
  type Seen,
  scopeSets,
} from '../support/people/matrix-rows.ts';
import { askRemotes, subscribe } from '../support/subscribers/subscriptions.ts';
import { eventfulLife } from '../support/vehicles/drive.ts';
import { everyGroup, report } from '../support/vehicles/reports.ts';

function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([name]) => name !== '_links')
    .flatMap(([name, inner]) => [name, ...(name === 'details' ? [] : namesIn(inner))]);
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
const cars: { car: EnrolledVehicle; driver: Driver; owner: FleetOwner; ids: Record<string, string> }[] = [];
beforeAll(async () => {
  cloud = await startTestCloud();
  owner = await cloud.addPartner();
  const start = Date.now() - 10 * minuteMs;
  for (const mode of modes) {
    const driver = await cloud.addDriver();
    const car = await cloud.addVehicle(driver, { motorization: 'Hybrid' });
    const fleet = await cloud.addFleet(owner, mode);
    const vid = await cloud.addToFleet(fleet, car);
    // Everything while nothing is hidden, then once more under the mode.
    const line = await cloud.connect(car);
    await line.report(...eventfulLife(start - 30 * minuteMs), report(start, everyGroup));
    await line.report(report(start + minuteMs, { ...everyGroup, privacy: { state: mode } }));
    const whose = { driver, vehicle: car, owner: fleet };
    const callbacks = await subscribe(cloud, whose);
    const own = { ...callbacks, ...(await askRemotes(cloud, { ...whose, vid, ...callbacks })) };
    const ids = { id: car.id, vin: car.vin, vid, ...(await episodeIds(fleet, vid)), ...own };
    cars.push({ car, driver, owner: fleet, ids });
  }
});
afterAll(() => cloud.stop());

async function episodeIds(fleet: FleetOwner, vid: string): Promise<Record<string, string>> {
  const first = async (list: string) => {
    const { body } = await cloud.getFleet(fleet, `vehicles/${vid}/${list}`);
    return Object.values<Body[]>(body._embedded)[0]?.[0].id as string;
  };
  return {
    tid: await first('trips'),
    aid: await first('alerts'),
    cid: await first('collisions'),
    sid: await first('stolen'),
    trigger: await first('alarms?type=vehicle.alarm.trigger'),
  };
}

const filled = (at: string, ids: Record<string, string>) =>
  at.replaceAll(/\{(\w+)\}/g, (_, name) => ids[name] ?? '');

const inEachMode = (row: Row): readonly Seen[] => (Array.isArray(row) ? row : [row, row, row]) as Seen[];

describe('the end user’s face', () => {
  it('has a row here for each of its operations', async () => {
    const operations = (await servedBy(cloud.baseUrl, 'b2c')).map(({ operation }) => operation.operationId);
    expect(new Set(Object.keys(b2cRows))).toEqual(new Set(operations));
  });

  const cells = Object.entries(b2cRows).flatMap(([name, { at, see }]) =>
    (Object.keys(scopeSets) as ScopeSet[]).map((scopes) => ({ name, scopes, at, row: see[scopes] })),
  );
  it.each(cells)('$name with the scopes $scopes', async ({ scopes, at, row }) => {
    const seen = [];
    for (const { driver, ids } of cars) {
      const token = await cloud.addToken(driver, scopeSets[scopes]);
      const { clientId } = driver;
      seen.push(seenIn(await cloud.get(filled(at, ids), { token, clientId })));
    }
    expect(seen).toEqual(inEachMode(row));
  });
});

describe('the fleet owner’s face', () => {
  it('has a row here for each of its operations', async () => {
    const operations = (await servedBy(cloud.baseUrl, 'b2b')).map(({ operation }) => operation.operationId);
    expect(new Set(Object.keys(b2bRows))).toEqual(new Set(operations));
  });

  const cells = Object.entries(b2bRows).flatMap(([name, { at, see }]) =>
    (Object.keys(profiles) as Profile[]).map((profile) => ({ name, profile, at, row: see[profile] })),
  );
  it.each(cells)('$name with the profile $profile', async ({ profile: given, at, row }) => {
    const profile = profiles[given];
    const query: Record<string, string> = profile ? { profile } : {};
    const seen = [];
    for (const { owner: fleet, ids } of cars) {
      const path = filled(at, ids);
      seen.push(seenIn(await cloud.getFleet(fleet, path, { query })));
    }
    expect(seen).toEqual(inEachMode(row));
  });
});
