import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs, hourMs } from '../support/clock.ts';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { type AtAccount, accountUrl, enterAccount, passwordFor } from '../support/people/account.ts';
import { createBrowser } from '../support/people/browser.ts';
import { unzip } from '../support/people/zip.ts';
import { eventfulLife } from '../support/vehicles/drive.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
let vehicle: EnrolledVehicle;
let account: AtAccount;
let begun: number;
beforeAll(async () => {
  cloud = await startTestCloud();
  const driver = await cloud.addDriver();
  vehicle = await cloud.addVehicle(driver, { label: 'e-308' });
  const line = await cloud.connect(vehicle);
  begun = cloud.clock.now() - 2 * dayMs;
  await line.report(...eventfulLife(begun));
  // From here on the driver hides everything.
  await line.report(report(begun + dayMs, { privacy: { state: 'Full' } }));
  await line.report(report(begun + dayMs + hourMs, { position: { longitude: 5, latitude: 44 } }));
  await cloud.get('/user');
  account = await enterAccount(cloud, await passwordFor(cloud, driver.userId));
});
afterAll(() => cloud.stop());

async function download(): Promise<Map<string, string>> {
  const response = await account.fetch('/data.zip');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/zip');
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="roadwire-data-\d{4}-\d\d-\d\d\.zip"$/,
  );
  return unzip(Buffer.from(await response.arrayBuffer()));
}

const linesOf = (text = '') =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('all data of a user', () => {
  it('is one archive with a file for each kind of it', async () => {
    const folder = `vehicles/${vehicle.vin}`;
    const files = [...(await download()).keys()];
    const days = [begun, begun + dayMs, begun + dayMs + hourMs].map((at) =>
      new Date(at).toISOString().slice(0, 10),
    );
    expect(files.filter((path) => !/telemetry|gpx/.test(path))).toEqual([
      'README.txt',
      'account.json',
      'consents.json',
      'callbacks.json',
      'access-log.ndjson',
      ...['status', 'trips', 'alerts', 'alarms', 'collisions', 'stolen', 'remotes'].map(
        (name) => `${folder}/${name}.json`,
      ),
    ]);
    expect(files.filter((path) => path.includes('telemetry'))).toEqual(
      [...new Set(days)].map((day) => `${folder}/telemetry/${day}.ndjson`),
    );
    const gpx = `${folder}/trips/${new Date(begun).toISOString().replaceAll(':', '-')}.gpx`;
    expect(files.filter((path) => path.endsWith('.gpx')).map((path) => path.replace('.000Z', 'Z'))).toEqual([
      gpx.replace('.000Z', 'Z'),
    ]);
  });

  it('says who they are, which application may see what, and what was read', async () => {
    const files = await download();
    const { email, firstName, linkedVehicles } = JSON.parse(files.get('account.json') ?? '');
    expect({ email, firstName }).toEqual({ email: expect.stringContaining('@'), firstName: 'Ada' });
    expect(linkedVehicles).toEqual([expect.objectContaining({ id: vehicle.id, vin: vehicle.vin })]);
    expect(JSON.parse(files.get('consents.json') ?? '')).toEqual([
      expect.objectContaining({ clientId: vehicle.driver.clientId, name: 'Test', scopes: expect.any(Array) }),
    ]);
    expect(linesOf(files.get('access-log.ndjson'))).toEqual([
      expect.objectContaining({ application: 'Test', kind: 'account', reads: 1 }),
    ]);
  });

  it('is told in the words of the Web API, and whole: privacy mode hides nothing from its own driver', async () => {
    expect((await cloud.getOf(vehicle, 'trips')).status).toBe(404);
    const files = await download();
    const json = (name: string) => JSON.parse(files.get(`vehicles/${vehicle.vin}/${name}.json`) ?? '');
    expect(json('status')).toMatchObject({
      odometer: { mileage: 510 },
      lastPosition: { geometry: { coordinates: [5, 44] } },
    });
    expect(json('trips')).toEqual([expect.objectContaining({ distance: 10 })]);
    expect(json('alerts')).toEqual([expect.objectContaining({ type: 'FuelLevelLow' })]);
    expect(json('alarms')).toHaveLength(2);
    expect(json('collisions')).toHaveLength(1);
    expect(json('stolen')).toHaveLength(1);
    const told = [...files]
      .filter(([path]) => path.includes('/telemetry/'))
      .flatMap(([, text]) => linesOf(text));
    // Every report that has a place of its own in a Telemetry: thefts and alerts have files of their own.
    expect(told.map(({ createdAt }) => createdAt)).toContain(new Date(begun + dayMs).toISOString());
    expect(
      told.filter(({ vehicle: told }) => told?.odometer).map(({ vehicle: told }) => told.odometer.mileage),
    ).toEqual(Array.from({ length: 11 }, (_, km) => 500 + km));
    expect(JSON.stringify(told)).toContain('[5,44]');
    const [gpx = ''] = [...files].filter(([path]) => path.endsWith('.gpx')).map(([, text]) => text);
    expect(gpx.match(/<trkpt /g)).toHaveLength(11);
    expect(gpx).toMatch(/<\/gpx>\s*$/);
  });

  it('is given to nobody else', async () => {
    const page = await createBrowser(cloud.baseUrl).open(accountUrl(cloud, '/data.zip'));
    expect(page.title).toMatch('Sign in');
    const other = await cloud.addDriver();
    const theirs = await enterAccount(cloud, await passwordFor(cloud, other.userId));
    const response = await theirs.fetch('/data.zip');
    const files = await unzip(Buffer.from(await response.arrayBuffer()));
    expect([...files.keys()]).toEqual([
      'README.txt',
      'account.json',
      'consents.json',
      'callbacks.json',
      'access-log.ndjson',
    ]);
  });

  it('can be had again after who took it went away', async () => {
    for (let times = 0; times < 5; times += 1) {
      const left = await eventually('the place of the one before', async () => {
        const response = await account.fetch('/data.zip');
        return response.status === 200 && response;
      });
      await left.body?.cancel();
    }
  });

  it('breaks off where it cannot be read to its end, so that no part is taken for the whole', async () => {
    const driver = await cloud.addDriver();
    await cloud.addVehicle(driver);
    const theirs = await enterAccount(cloud, await passwordFor(cloud, driver.userId));
    await cloud.database.pool.query('alter table stolen_episodes rename to gone');
    const broken = await theirs.fetch('/data.zip');
    await expect(broken.arrayBuffer()).rejects.toThrow();
    await cloud.database.pool.query('alter table gone rename to stolen_episodes');
    expect((await theirs.fetch('/data.zip')).status).toBe(200);
  });
});
