import { request } from 'node:http';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iso, minuteMs } from '../support/clock.ts';
import { type EnrolledVehicle, type FleetOwner, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
let car: EnrolledVehicle;
let owner: FleetOwner;
/** The id of the vehicle in the fleet. */
let vid: string;
let tid: string;

const start = Math.floor(Date.now() / 1000) * 1000 - 300 * minuteMs;
const driven = 1100;
const at = (step: number) => start + step * 10_000;

/** A position and the energies every ten seconds; in the middle the driver hides where the vehicle is. */
function drive() {
  const steps = Array.from({ length: driven }, (_, step) => {
    const place = { longitude: 2.35, latitude: 48.85 + step / 5000 };
    const isHidden = step >= 500 && step < 600;
    return report(at(step), {
      ...(step === 0 ? { ignition: { type: 'Start' }, privacy: { state: 'None' } } : {}),
      ...(step === 500 ? { privacy: { state: 'Geolocation' } } : {}),
      ...(step === 600 ? { privacy: { state: 'None' } } : {}),
      ...(isHidden ? {} : { position: place }),
      environment: { air: { temp: -3.5 } },
      odometer: { mileage: 1000 + step / 100 },
      kinetic: { speed: 36, moving: true },
    });
  });
  return [...steps, report(at(driven), { ignition: { type: 'Stop' }, kinetic: { speed: 0, moving: false } })];
}

beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver(), { motorization: 'Thermic' });
  owner = await cloud.addPartner();
  vid = await cloud.addToFleet(owner, car);
  const line = await cloud.connect(car);
  const reports = drive();
  for (let first = 0; first < reports.length; first += 100)
    await line.report(...reports.slice(first, first + 100));
  const { body } = await cloud.getOf(car, 'trips');
  tid = body._embedded.trips[0].id;
});
afterAll(() => cloud.stop());

const fileOf = (resource: string, options: object = {}) =>
  cloud.getOf(car, resource, { isPlain: true, ...options });
const rowsOf = (text: string) => text.trimEnd().split('\r\n');

/** The cells of a CSV without quoted line ends, by the name of their column. */
function tableOf(text: string) {
  const [header = '', ...rows] = rowsOf(text);
  const names = header.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, index) => [names[index], cell])));
}

describe('telemetry as a file', () => {
  it('has all reports, whatever the size of a page', async () => {
    const { status, headers, text } = await fileOf('telemetry?format=csv&pageSize=5');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/csv/);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="telemetry-[\w-]+\.csv"$/);
    const table = tableOf(text);
    expect(table).toHaveLength(driven + 1);
    expect(table[0]).toMatchObject({
      createdAt: iso(start),
      'environment.air.temp': '-3.5',
      'kinetic.speed': '36',
      'ignition.type': 'Start',
      'location.longitude': '2.35',
    });
  });

  it('has what the parameters want', async () => {
    const timestamps = `${iso(start)}/${iso(at(9))}`;
    const { text } = await fileOf('telemetry', {
      query: { format: 'csv', timestamps, type: 'vehicle.ignition' },
    });
    const table = tableOf(text);
    expect(table).toHaveLength(10);
    expect(table[3]).toMatchObject({
      'ignition.type': '',
      'kinetic.speed': '',
      'location.longitude': '2.35',
    });
    const wrong = await cloud.getOf(car, 'telemetry?format=pdf');
    expect([wrong.status, wrong.body.code]).toEqual([400, 40001]);
  });

  it('comes as GPX and GeoJSON where Accept says so, without what was hidden', async () => {
    const gpx = await fileOf('telemetry', { headers: { accept: 'application/gpx+xml' } });
    expect(gpx.headers.get('content-type')).toBe('application/gpx+xml');
    expect(gpx.text.match(/<trkpt /g)).toHaveLength(driven - 100);
    const { trk } = new XMLParser({ ignoreAttributes: false }).parse(gpx.text).gpx;
    // Nothing was shown for longer than a segment lasts.
    expect(trk.trkseg).toHaveLength(2);
    const geoJson = await fileOf('telemetry', {
      headers: { accept: 'text/html, application/geo+json;q=0.9' },
    });
    const { features } = JSON.parse(geoJson.text);
    expect(features).toHaveLength(driven - 100);
    expect(features[1].properties).toMatchObject({ createdAt: iso(at(1)), 'kinetic.speed': 36 });
  });

  it('stays JSON for everybody who asks as before', async () => {
    for (const accept of ['*/*', 'application/json', 'application/json, text/csv'])
      expect((await cloud.getOf(car, 'telemetry?pageSize=1', { headers: { accept } })).body.total).toBe(
        driven + 1,
      );
    expect((await cloud.getOf(car, 'telemetry?pageSize=1&format=json')).body.total).toBe(driven + 1);
  });
});

describe('trips as files', () => {
  it('are a row each', async () => {
    for (const resource of ['trips?format=csv', `trips/${tid}?format=csv`]) {
      const [trip, ...others] = tableOf((await fileOf(resource)).text);
      expect(others).toEqual([]);
      expect(trip).toMatchObject({
        id: tid,
        startedAt: iso(start),
        done: 'true',
        'startPosition.latitude': '48.85',
      });
      expect(Number(trip?.distance)).toBeCloseTo(10.99, 1);
    }
  });

  it('are ways on a map, each with its figures', async () => {
    for (const resource of ['trips?format=geojson', `trips/${tid}?format=geojson`]) {
      const { features } = JSON.parse((await fileOf(resource)).text);
      expect(features).toHaveLength(1);
      expect(features[0].geometry.type).toBe('LineString');
      expect(features[0].geometry.coordinates).toHaveLength(driven - 100);
      expect(features[0].properties).toMatchObject({ id: tid, done: true });
    }
    const { text } = await fileOf(`trips/${tid}`, { headers: { accept: 'application/gpx+xml' } });
    expect(text.match(/<trkpt /g)).toHaveLength(driven - 100);
  });

  it('come with their telemetry and their points', async () => {
    expect(tableOf((await fileOf(`trips/${tid}/telemetry?format=csv`)).text)).toHaveLength(driven + 1);
    const points = tableOf((await fileOf(`trips/${tid}/wayPoints?format=csv`)).text);
    expect(points).toHaveLength(driven - 100);
    expect(points[1]).toMatchObject({ createdAt: iso(at(1)), longitude: '2.35', latitude: '48.8502' });
    const thinned = await fileOf(`trips/${tid}/wayPoints?format=csv&tolerance=0.05`);
    expect(rowsOf(thinned.text).length).toBeLessThan(10);
  });

  it('come on the face of fleet owners, too', async () => {
    const get = (path: string) => cloud.getFleet(owner, `vehicles/${vid}/${path}`, { isPlain: true });
    // The fleet sees where its vehicles are, whatever the driver chose.
    expect(tableOf((await get('telemetry?format=csv')).text)).toHaveLength(driven + 1);
    const [trip] = tableOf((await get('trips?format=csv')).text);
    expect(trip).toMatchObject({ vin: car.vin, done: 'true' });
    for (const path of [
      `trips/${tid}`,
      `trips/${tid}/telemetry`,
      `trips/${tid}/wayPoints`,
      'trips',
      'telemetry',
    ])
      expect((await get(`${path}?format=gpx&profile=endUser`)).text.match(/<trkpt /g)).toHaveLength(
        driven - 100,
      );
  });
});

describe('whoever may not see something', () => {
  it('does not find it in a file either', async () => {
    const token = await cloud.addToken(car.driver, ['data:telemetry', 'data:trip']);
    const table = tableOf((await fileOf('telemetry?format=csv', { token })).text);
    expect(table[0]?.['location.longitude']).toBe('');
    const [trip] = tableOf((await fileOf('trips?format=csv', { token })).text);
    expect([trip?.id, trip?.['startPosition.latitude']]).toEqual([tid, '']);
    for (const resource of ['telemetry?format=gpx', 'trips?format=geojson', `trips/${tid}?format=gpx`]) {
      const { status, body } = await cloud.getOf(car, resource, { token });
      expect([status, body.code]).toEqual([403, 40301]);
    }
  });

  it('gets the error of the operation', async () => {
    const other = await cloud.addVehicle(await cloud.addDriver());
    const foreign = await cloud.getOf({ ...car, driver: other.driver }, 'trips?format=csv');
    expect([foreign.status, foreign.body.code]).toEqual([403, 40302]);
    const missing = await cloud.getOf(car, 'trips/nothing/wayPoints?format=gpx');
    expect([missing.status, missing.body.code]).toEqual([404, 40412]);
  });
});

describe('a client that does not read on', () => {
  it('is no hindrance to a stop', async () => {
    const url = new URL(`${cloud.baseUrl}/connectedcar/v4/user/vehicles/${car.id}/telemetry`);
    url.search = `client_id=${car.driver.clientId}&format=geojson`;
    const headers = { authorization: `Bearer ${car.driver.token}` };
    const broken = new Promise<void>((resolve, reject) => {
      const asked = request(url, { headers }, (response) => {
        response.once('error', () => resolve());
        response.once('end', () => reject(new Error('it ended')));
        asked.socket?.pause();
        opened();
      }).end();
    });
    let opened: () => void = () => undefined;
    await new Promise<void>((resolve) => {
      opened = resolve;
    });
    await cloud.restart();
    void broken.catch(() => undefined);
    expect((await cloud.getOf(car, 'trips')).status).toBe(200);
  });
});
