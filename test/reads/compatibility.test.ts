import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iso } from '../support/clock.ts';
import { type Body, type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { report } from '../support/vehicles/reports.ts';

const now = Date.now();
let cloud: TestCloud;
let car: EnrolledVehicle;
beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver());
  const line = await cloud.connect(car);
  const position = { longitude: 2, latitude: 48 };
  await line.report(
    ...[2, 1, 0].map((age) => report(now - age * 1000, { odometer: { mileage: 5 }, position })),
  );
});
afterAll(() => cloud.stop());

/** A request exactly as it is written, which `fetch` would tidy up. */
function rawGet(path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: Body }> {
  const { token, clientId } = car.driver;
  const url = new URL(cloud.baseUrl);
  const separator = path.includes('?') ? '&' : '?';
  const options = {
    host: url.hostname,
    port: url.port,
    path: `/connectedcar/v4/user/vehicles/${car.id}/${path}${separator}client_id=${clientId}`,
    headers: { authorization: `Bearer ${token}`, ...headers },
  };
  return new Promise((resolve, reject) => {
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString());
        resolve({ status: response.statusCode ?? 0, body });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('any Accept that clients send is answered', () => {
  it.each([
    [undefined],
    ['*/*'],
    ['application/json'],
    ['application/hal+json'],
    ['application/hal+json '],
    ['application/vnd.geo+json'],
    ['text/html,application/xhtml+xml'],
    ['application/json, text/plain, */*'],
    ['application/hal+json;charset=utf-8'],
    ['nonsense'],
  ])('%s', async (accept) => {
    const headers: Record<string, string> = accept === undefined ? {} : { accept };
    for (const resource of ['status', 'lastPosition', 'telemetry'])
      expect((await rawGet(resource, headers)).status).toBe(200);
  });

  it('with the media type of the resource, or plain JSON where that is asked for', async () => {
    const typeOf = async (resource: string, accept: string) =>
      (await cloud.getOf(car, resource, { headers: { accept } })).headers.get('content-type')?.split(';')[0];
    expect(await typeOf('status', '*/*')).toBe('application/hal+json');
    expect(await typeOf('status', 'application/json')).toBe('application/json');
    expect(await typeOf('lastPosition', '*/*')).toBe('application/vnd.geo+json');
    expect(await typeOf('telemetry', 'application/hal+json')).toBe('application/hal+json');
  });
});

describe('what else clients do', () => {
  it('send a realm in any spelling, or none', async () => {
    for (const realm of ['clientsB2CPeugeot', 'clientsB2CPeugot/OTPPeugeot', '/clientsB2COpel', 'x', ''])
      expect((await cloud.getOf(car, 'status', { headers: { 'x-introspect-realm': realm } })).status).toBe(
        200,
      );
  });

  it('send parameters that nobody knows', async () => {
    const query = { extension2: 'a', apikey: 'b', profile: 'endUser' };
    for (const resource of ['', 'status', 'lastPosition', 'telemetry'])
      expect((await cloud.getOf(car, resource, { query })).status).toBe(200);
    expect((await rawGet('status?extension=odometer,kinetic')).status).toBe(200);
  });

  it('send a raw + in timestamps', async () => {
    const local = (epochMs: number) => `${iso(epochMs + 7_200_000).slice(0, -1)}+02:00`;
    const { status, body } = await rawGet(`telemetry?timestamps=${local(now - 1000)}/${local(now)}`);
    expect([status, body.total]).toEqual([200, 2]);
    const open = await rawGet(`telemetry?timestamps=${local(now - 1000)}/&pageSize=1`);
    expect(open.body.total).toBe(2);
    const next = await cloud.follow(car, open.body._links.next);
    expect(next.body._embedded.telemetries[0].createdAt).toBe(iso(now));
  });

  it('repeat a parameter instead of separating by commas', async () => {
    const repeated = await rawGet(
      'telemetry?extension=location&extension=maintenance&type=vehicle&type=privacy',
    );
    const separated = await rawGet('telemetry?extension=location,maintenance&type=vehicle,privacy');
    expect(repeated.body._embedded).toEqual(separated.body._embedded);
  });

  it('follow links with a slash at the end', async () => {
    expect((await rawGet('status/')).status).toBe(200);
  });

  it('send client_id twice', async () => {
    expect((await rawGet(`status?client_id=${car.driver.clientId}`)).status).toBe(200);
  });

  it('cut the page token out of a link and send it alone', async () => {
    const query = { pageSize: '1', type: 'vehicle', timestamps: `${iso(now - 1000)}/` };
    const { body } = await cloud.getOf(car, 'telemetry', { query });
    expect(body.total).toBe(2);
    const pageToken = body._links.next.href.split('pageToken=')[1];
    const next = await cloud.getOf(car, 'telemetry', { query: { pageToken } });
    expect(next.body).toMatchObject({ total: 2, currentPage: 2 });
    expect(next.body._embedded.telemetries[0].createdAt).toBe(iso(now));
    const first = await cloud.getOf(car, 'telemetry', {
      query: { pageToken: next.body._links.first.href.split('pageToken=')[1] },
    });
    expect(first.body._embedded.telemetries[0].createdAt).toBe(iso(now - 1000));
  });
});
