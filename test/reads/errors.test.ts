import { once } from 'node:events';
import { connect } from 'node:net';
import Fastify from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/shared/errors.ts';
import { handleErrors } from '../../src/api/shared/handle-errors.ts';
import { dayMs } from '../support/clock.ts';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
let car: EnrolledVehicle;
beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver());
  await (await cloud.connect(car)).report(report(Date.now(), { odometer: { mileage: 1 } }));
});
afterAll(() => cloud.stop());

const resources = ['', 'status', 'lastPosition', 'telemetry'];

describe('401', () => {
  const expectUnauthorized = (answer: { status: number; statusText: string; body: object }, code: number) => {
    expect([answer.status, answer.statusText]).toEqual([401, 'Unauthorized']);
    expect(answer.body).toMatchObject({
      code,
      httpCode: 401,
      httpMessage: 'Unauthorized',
      moreInformation: expect.any(String),
      uuid: expect.any(String),
      message: expect.any(String),
      timestamp: expect.any(String),
      debug: expect.any(String),
    });
  };

  it('answers a token that nobody knows, in the words that clients look for', async () => {
    for (const resource of resources) {
      const answer = await cloud.getOf(car, resource, { token: 'AAAAAAAAAAAAAAAAAAAAAAAA' });
      expectUnauthorized(answer, 40101);
      expect(answer.body.moreInformation).toBe('Token is invalid');
      expect(answer.headers.get('content-type')).toContain('application/json');
    }
  });

  it.each([
    ['no token', {}, 40100],
    ['another scheme', { authorization: 'Basic YTpi' }, 40101],
    ['a scheme alone', { authorization: 'Bearer' }, 40101],
    ['a token with spaces', { authorization: 'Bearer a b' }, 40101],
    ['a very long token', { authorization: `Bearer ${'a'.repeat(5000)}` }, 40101],
  ])('answers %s', async (_name, headers, code) => {
    expectUnauthorized(await cloud.getOf(car, 'status', { token: null, headers }), code);
  });

  it('answers a client id that is missing, wrong, or of another application', async () => {
    const other = await cloud.addDriver();
    for (const clientId of [null, 'wrong', other.clientId])
      expectUnauthorized(await cloud.getOf(car, 'status', { clientId }), 40102);
  });

  it('answers two client ids of which one is wrong', async () => {
    const { clientId } = car.driver;
    for (const given of [`${clientId}&client_id=wrong`, `wrong&client_id=${clientId}`]) {
      const address = `/user/vehicles/${car.id}/status?client_id=${given}`;
      expectUnauthorized(await cloud.get(address, { token: car.driver.token }), 40102);
    }
  });

  it('answers a token that has expired', async () => {
    const driver = await cloud.addDriver();
    expect((await cloud.get('/user')).status).toBe(200);
    cloud.clock.advance(31 * dayMs);
    expectUnauthorized(await cloud.get('/user'), 40101);
    cloud.clock.advance(-31 * dayMs);
    expect((await cloud.get('/user', { token: driver.token })).status).toBe(200);
  });

  it('answers a token that was withdrawn', async () => {
    await cloud.addDriver();
    await cloud.get('/user');
    await cloud.database.query.deleteFrom('access_tokens').execute();
    cloud.clock.advance(2000);
    expectUnauthorized(await cloud.get('/user'), 40101);
    car.driver.token = await cloud.addToken(car.driver, ['data']);
  });
});

describe('403 and 404', () => {
  it('tell a vehicle of somebody else from one of nobody', async () => {
    const stranger = await cloud.addVehicle(await cloud.addDriver());
    for (const resource of resources) {
      const foreign = await cloud.getOf({ ...car, id: stranger.id }, resource);
      expect([foreign.status, foreign.body.code]).toEqual([403, 40302]);
      const unknown = await cloud.getOf({ ...car, id: 'f'.repeat(48) }, resource);
      expect([unknown.status, unknown.body.code]).toEqual([404, 40410]);
    }
  });

  it('do not take the VIN for the id', async () => {
    expect((await cloud.getOf({ ...car, id: car.vin }, 'status')).body.code).toBe(40410);
  });

  it.each(['/connectedcar/v4/nowhere', '/user/vehicles/x/nowhere', '/nowhere', '/connectedcar/v3/user'])(
    'have a JSON body with a numeric code at %s',
    async (path) => {
      const { status, body } = await cloud.get(path);
      expect([status, body.code]).toEqual([404, 40400]);
      expect(body).toMatchObject({ uuid: expect.any(String), message: expect.any(String) });
    },
  );

  it('answer other methods with a body of the same shape', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const response = await fetch(`${cloud.baseUrl}/connectedcar/v4/user/vehicles/${car.id}/status`, {
        method,
      });
      expect(response.status).toBeGreaterThanOrEqual(404);
      expect(response.status).toBeLessThanOrEqual(405);
      expect(((await response.json()) as { code: number }).code).toBeTypeOf('number');
    }
  });
});

describe('a request that is none', () => {
  it.each([
    ['a header that is too large', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['no HTTP', 'hello\r\n\r\n', 400],
  ])('is answered with a body like any other error: %s', async (_name, text, status) => {
    const answer = await sendRaw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const body = JSON.parse(answer.split('\r\n\r\n')[1] ?? '');
    expect(Math.floor(body.code / 100)).toBe(status);
    expect(body).toMatchObject({ uuid: expect.any(String), message: expect.any(String) });
  });

  /** Everything that comes back for these bytes. */
  async function sendRaw(text: string): Promise<string> {
    const { hostname, port } = new URL(cloud.baseUrl);
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    const closed = once(socket, 'close');
    socket.write(text);
    await closed;
    return Buffer.concat(chunks).toString();
  }
});

describe('the log', () => {
  it('has the uuid of every error, and neither ids nor secrets', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    const app = Fastify();
    handleErrors(app, { clock: { now: Date.now }, log });
    app.get('/vehicles/:id', () => {
      throw new ApiError('noVehicle');
    });
    app.get('/broken', () => {
      throw new Error('a fault of ours');
    });
    const uuidAt = async (url: string) => (await app.inject(url)).json<{ uuid: string }>().uuid;
    const uuids = [
      await uuidAt('/vehicles/VR1SECRET?token=SECRET'),
      await uuidAt('/nowhere/SECRET'),
      await uuidAt('/broken'),
    ];
    expect(lines.map((line) => JSON.parse(line).uuid)).toEqual(uuids);
    expect(lines.map((line) => JSON.parse(line).code)).toEqual([40410, 40400, 50000]);
    expect(lines.join()).not.toContain('SECRET');
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({
      err: { message: 'a fault of ours' },
      route: '/broken',
    });
  });
});

const range = '2026-01-01T00:00:00Z/P1D';

describe('400 for a parameter that is wrong', () => {
  it.each<[string, Record<string, string | string[]>]>([
    ['', { extension: 'colour' }],
    ['', { country: 'FRA' }],
    ['', { locale: 'x'.repeat(36) }],
    ['telemetry', { pageSize: '0' }],
    ['telemetry', { pageSize: '2001' }],
    ['telemetry', { pageSize: '-1' }],
    ['telemetry', { pageSize: '1.5' }],
    ['telemetry', { pageSize: 'many' }],
    ['telemetry', { pageSize: ['1', '2'] }],
    ['telemetry', { indexRange: '5-2' }],
    ['telemetry', { indexRange: '-5' }],
    ['telemetry', { indexRange: 'a-b' }],
    ['telemetry', { indexRange: '1-2-3' }],
    ['telemetry', { indexRange: '' }],
    ['telemetry', { indexRange: '99999999999999-' }],
    ['telemetry', { type: 'vehicle.colour' }],
    ['telemetry', { type: 'constructor' }],
    ['telemetry', { type: ['vehicle', 'odometer'] }],
    ['telemetry', { extension: 'branding' }],
    ['telemetry', { timestamps: '' }],
    ['telemetry', { timestamps: '/' }],
    ['telemetry', { timestamps: '2026-01-01T00:00:00Z' }],
    ['telemetry', { timestamps: 'yesterday/today' }],
    ['telemetry', { timestamps: '2026-13-01T00:00:00Z/' }],
    ['telemetry', { timestamps: '2026-01-01T00:00:00Z/PT' }],
    ['telemetry', { timestamps: '2026-01-01T00:00:00Z/2026-01-02T00:00:00Z/PT1H' }],
    ['telemetry', { timestamps: 'R3/2026-01-01T00:00:00Z' }],
    ['telemetry', { timestamps: 'R3/2026-01-01T00:00:00Z/PT0S' }],
    ['telemetry', { timestamps: 'R/2020-01-01T00:00:00Z/PT1S' }],
    ['telemetry', { timestamps: Array(11).fill(range) }],
    ['telemetry', { timestamps: Array(11).fill(range).join(',') }],
    ['telemetry', { pageToken: 'mine' }],
    ['telemetry', { pageToken: '' }],
    ['telemetry', { pageToken: Buffer.from('null').toString('base64url') }],
    ['telemetry', { pageToken: Buffer.from('{"i":-1}').toString('base64url') }],
  ])('/%s?%j', async (resource, query) => {
    const { status, body } = await cloud.getOf(car, resource, { query });
    expect([status, Math.floor(body.code / 100)]).toEqual([400, 400]);
    expect(body.message.length).toBeGreaterThan(10);
  });

  it.each([
    ['pageSize', '61'],
    ['vinPrefix', 'V'.repeat(18)],
    ['indexRange', 'x'],
    ['extension', 'location'],
  ])('/user/vehicles?%s=%s', async (name, value) => {
    const { body } = await cloud.get('/user/vehicles', {
      token: car.driver.token,
      clientId: car.driver.clientId,
      query: { [name]: value },
    });
    expect(body).toMatchObject({ code: 40001, message: expect.stringContaining(name) });
  });

  it('takes exactly ten ranges of time', async () => {
    const { status } = await cloud.getOf(car, 'telemetry', { query: { timestamps: Array(10).fill(range) } });
    expect(status).toBe(200);
  });
});

const hostile = [
  "'; drop table vehicles; --",
  '" or 1=1',
  '%00',
  'a%00b',
  '%FF%FE',
  '%F0%9F%9A%97',
  '..%2f..%2fetc',
  '%7B%7B7*7%7D%7D',
  'x'.repeat(199),
  'x'.repeat(5000),
  '%E2%80%AE',
  '__proto__',
];

describe('hostile text', () => {
  it.each(hostile)('%s as the id of a vehicle is a 4xx with a numeric code', async (id) => {
    for (const resource of resources) {
      const { status, body } = await cloud.getOf({ ...car, id }, resource);
      expect(Math.floor(status / 100)).toBe(4);
      expect(body.code).toBeTypeOf('number');
    }
  });

  it.each([...hostile, '\u0000', '😀\u202e'])('%s as any parameter is never a 500', async (value) => {
    for (const name of ['timestamps', 'type', 'extension', 'indexRange', 'pageSize', 'pageToken', 'locale']) {
      for (const resource of ['', 'telemetry']) {
        const { status } = await cloud.getOf(car, resource, { query: { [name]: value, vinPrefix: value } });
        expect([200, 400]).toContain(status);
      }
    }
    const { body } = await cloud.getOf(car, 'status', { clientId: value });
    expect(body.code).toBe(40102);
  });

  it.each([
    { at: 'after', key: [9e15, '1'] },
    { at: 'before', key: [-9e15, '1'] },
    { at: 'after', key: [1, '9999999999999999999'] },
    { at: 'index' },
    { at: 'end' },
  ])('a page token that somebody forged with %j is never a 500', async (anchor) => {
    for (const index of [0, 5, Number.MAX_SAFE_INTEGER - 2000]) {
      const token = { i: index, f: 0, l: null, s: 60, n: Number.MAX_SAFE_INTEGER, a: anchor };
      const pageToken = Buffer.from(JSON.stringify(token)).toString('base64url');
      const { status } = await cloud.getOf(car, 'telemetry', { query: { pageToken } });
      expect([200, 400]).toContain(status);
    }
  });
});
