import { inject } from 'vitest';
import { grantableScopes } from '../../src/auth/scopes.ts';
import { startCloud } from '../../src/cloud.ts';
import { readSettings } from '../../src/config/settings.ts';
import { createLog, type Log } from '../../src/lib/log.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { addFleet, addPartner, addToFleet } from '../../src/store/vehicles/enrol-fleets.ts';
import {
  addApplication,
  addVehicle,
  linkVehicle,
  type Motorization,
  mintToken,
} from '../../src/store/vehicles/enrolment.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { checkContract } from './contract.ts';
import { query, urlOfDatabase } from './global-setup.ts';
import { connectVehicle, type TestVehicle } from './vehicles/vehicle.ts';

/** What a request is made with; by default the token and client id of the last driver made. */
export type GetOptions = {
  token?: string | null;
  clientId?: string | null;
  query?: Record<string, string | string[]>;
  headers?: Record<string, string>;
  /** The body is expected not to follow the contract (pages, metrics). */
  isPlain?: boolean;
};

// biome-ignore lint/suspicious/noExplicitAny: bodies are what the tests look into
export type Body = any;

export type Answer = { status: number; statusText: string; headers: Headers; body: Body; text: string };

export type Driver = { userId: number; clientId: string; applicationId: number; token: string };

export type EnrolledVehicle = {
  vehicleId: number;
  vin: string;
  username: string;
  secret: string;
  /** Under which the API knows it for its driver. */
  id: string;
  driver: Driver;
};

export type NewApplication = { applicationId: number; clientId: string; clientSecret: string };

/** A fleet owner with one fleet. */
export type FleetOwner = {
  login: string;
  password: string;
  clientId: string;
  /** Of the fleet. */
  fid: string;
};

export type NewTestVehicle = { vin?: string; motorization?: Motorization; brand?: string; label?: string };

export type TestCloud = {
  baseUrl: string;
  /** Where it listens, whatever address the world knows it by. */
  httpPort: number;
  /** Over TLS, where the settings say so. */
  mqttsUrl: string | undefined;
  mqttUrl: string;
  databaseUrl: string;
  /** The administration for commands on the same machine. */
  admin: { url: string; token: string };
  clock: TestClock;
  /** Of the test's own, to look at what is kept. */
  database: Database;
  /** A user with an application and a token of all scopes, or of those given. */
  addDriver(scopes?: readonly string[]): Promise<Driver>;
  /** Makes the driver the one that requests are made for. */
  use(driver: Driver): void;
  addToken(driver: Driver, scopes: readonly string[]): Promise<string>;
  addVehicle(driver: Driver, vehicle?: NewTestVehicle): Promise<EnrolledVehicle>;
  addApplication(app?: { seesCallCenters?: boolean }): Promise<NewApplication>;
  /** A fleet owner with a fleet of no vehicles. */
  addPartner(): Promise<FleetOwner>;
  /** Another fleet of the same owner. */
  addFleet(owner: FleetOwner, name: string): Promise<FleetOwner>;
  /** Puts a vehicle into the fleet; the answer is its id there. */
  addToFleet(owner: FleetOwner, vehicle: EnrolledVehicle): Promise<string>;
  connect(vehicle: EnrolledVehicle): Promise<TestVehicle>;
  /** `GET` under /connectedcar/v4, or of an absolute address. JSON is held against the contract. */
  get(path: string, options?: GetOptions): Promise<Answer>;
  /** The same of a vehicle's resource, as its driver. */
  getOf(vehicle: EnrolledVehicle, resource?: string, options?: GetOptions): Promise<Answer>;
  /**
   * `GET` as a fleet owner: below the fleet, under /connectedcar/v3 where the path begins with a slash, or of
   * an absolute address.
   */
  getFleet(owner: FleetOwner, path?: string, options?: GetOptions): Promise<Answer>;
  /** Follows a link as the driver of a vehicle. */
  follow({ driver }: EnrolledVehicle, link: { href: string }): Promise<Answer>;
  /** The value of a metric whose line begins like this; 0 where there is none. */
  metric(line: string): Promise<number>;
  /** Resolves when everything that was published so far has been acknowledged, so it is committed. */
  settle(): Promise<void>;
  /** Stops and starts again on the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const quiet = createLog({ logLevel: process.env.TEST_LOG ?? 'silent', logPretty: false });
let databases = 0;
let vehicles = 0;

type StartDeps = Parameters<typeof startCloud>[1];

/** Boots all of Roadwire in this process, with a database of its own. `overrides` are environment variables. */
export async function startTestCloud(
  overrides: Record<string, string> = {},
  log: Log = quiet,
  routes?: StartDeps['routes'],
): Promise<TestCloud> {
  databases += 1;
  const server = inject('databaseUrl');
  const template = inject('templateDatabase');
  const name = `${template}_${process.pid}_${databases}`;
  await query(server, [`create database ${name} template ${template}`]);
  const databaseUrl = urlOfDatabase(server, name);
  const settings = readSettings({
    ROADWIRE_HTTP_PORT: '0',
    ROADWIRE_MQTT_PORT: '0',
    ROADWIRE_DATABASE_POOL: '4',
    DATABASE_URL: databaseUrl,
    // The threads are programs of the build; test/faults goes through them.
    ROADWIRE_GATEWAY_THREAD: 'false',
    ROADWIRE_DELIVERIES_THREAD: 'false',
    // Tests ask faster than applications do.
    ROADWIRE_CALLS_PER_SECOND: '100000',
    ...overrides,
  });
  const clock = createTestClock();
  const database = openDatabase({ url: databaseUrl, size: 2, log });
  const deps = { clock, log, ...(routes ? { routes } : {}) };
  let running = await startCloud(settings, deps);
  let open: TestVehicle[] = [];
  let sending = new Set<Promise<void>>();
  let driver: Driver | undefined;

  async function settle(): Promise<void> {
    const waiting = [...sending];
    sending = new Set();
    await Promise.all(waiting);
  }

  async function halt(): Promise<void> {
    await Promise.all(open.map((vehicle) => vehicle.end()));
    open = [];
    await running.stop();
  }

  async function addToken(owner: Driver, scopes: readonly string[]): Promise<string> {
    const { userId, applicationId } = owner;
    return mintToken(database, { userId, applicationId, scopes, days: 30 }, clock.now());
  }

  return {
    get baseUrl() {
      return running.baseUrl;
    },
    get httpPort() {
      return running.httpPort;
    },
    get mqttsUrl() {
      return running.mqttsUrl;
    },
    get mqttUrl() {
      return running.mqttUrl;
    },
    get admin() {
      return running.admin;
    },
    databaseUrl,
    clock,
    database,
    async addDriver(scopes = grantableScopes) {
      driver = await enrolDriver(database);
      driver.token = await addToken(driver, scopes);
      return driver;
    },
    use(other) {
      driver = other;
    },
    addToken,
    async addVehicle(owner, { motorization = 'Electric', ...given } = {}) {
      vehicles += 1;
      const vin = given.vin ?? `VR1TEST${String(vehicles).padStart(10, '0')}`;
      const added = await addVehicle(database, { ...given, vin, motorization });
      return { ...added, driver: owner, id: await linkVehicle(database, owner.userId, added.vehicleId) };
    },
    addApplication: (app = {}) => addApplication(database, { name: 'Test', redirectUris: [], ...app }),
    async addPartner() {
      users += 1;
      const partner = await addPartner(database, { login: `MZP${users}` });
      const fid = await addFleet(database, { login: partner.login, name: 'Test fleet' });
      return { ...partner, fid };
    },
    addFleet: async (owner, name) => ({
      ...owner,
      fid: await addFleet(database, { login: owner.login, name }),
    }),
    addToFleet: ({ fid }, { vehicleId }) => addToFleet(database, fid, vehicleId),
    async connect(vehicle) {
      const line = await connectVehicle(running.mqttUrl, vehicle);
      const publish: TestVehicle['publish'] = (channel, payload) => {
        const done = line.publish(channel, payload);
        sending.add(done);
        return done;
      };
      const noted = {
        ...line,
        publish,
        report: (...reports: object[]) =>
          publish('reports', reports.length === 1 ? (reports[0] as object) : reports),
      };
      open.push(noted);
      return noted;
    },
    get: (path, options = {}) => get({ baseUrl: running.baseUrl, path, driver }, options),
    getOf({ driver: owner, id }, resource, options = {}) {
      const path = `/user/vehicles/${id}${resource ? `/${resource}` : ''}`;
      return get({ baseUrl: running.baseUrl, path, driver: owner }, options);
    },
    getFleet({ login, password, clientId, fid }, path = '', options = {}) {
      const below = path === '' ? '' : `/${path}`;
      const address = /^(\/|http)/.test(path) ? path : `/fleets/${fid}${below}`;
      const authorization = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
      const full = address.startsWith('http') ? address : `/connectedcar/v3${address}`;
      const given = { clientId, ...options, headers: { authorization, ...options.headers }, token: null };
      return get({ baseUrl: running.baseUrl, path: full, driver: undefined }, given);
    },
    follow: ({ driver: owner }, { href }) => get({ baseUrl: running.baseUrl, path: href, driver: owner }, {}),
    async metric(line) {
      const { text } = await get({ baseUrl: running.baseUrl, path: '/metrics', driver }, { isPlain: true });
      const found = text.split('\n').find((one) => one.startsWith(`${line} `));
      return Number(found?.split(' ').at(-1) ?? 0);
    },
    settle,
    async restart() {
      await halt();
      running = await startCloud(settings, deps);
    },
    async stop() {
      await halt();
      await database.stop();
      await query(server, [`drop database ${name} with (force)`]);
    },
  };
}

let users = 0;

async function enrolDriver(database: Database): Promise<Driver> {
  users += 1;
  // Not by `addUser`, whose password hash is slow on purpose.
  const { id: userId } = await database.query
    .insertInto('users')
    .values({
      email: `driver${users}@test.example`,
      password_hash: 'none',
      first_name: 'Ada',
      last_name: 'Test',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { applicationId, clientId } = await addApplication(database, { name: 'Test', redirectUris: [] });
  return { userId, applicationId, clientId, token: '' };
}

type Target = { baseUrl: string; path: string; driver: Driver | undefined };

async function get({ baseUrl, path, driver }: Target, options: GetOptions): Promise<Answer> {
  const url = addressOf(baseUrl, path);
  const clientId = options.clientId === undefined ? driver?.clientId : options.clientId;
  const token = options.token === undefined ? driver?.token : options.token;
  if (clientId && !url.searchParams.has('client_id')) url.searchParams.set('client_id', clientId);
  for (const [name, values] of Object.entries(options.query ?? {})) {
    for (const value of [values].flat()) url.searchParams.append(name, value);
  }
  const headers = { ...(token ? { authorization: `Bearer ${token}` } : {}), ...options.headers };
  const response = await fetch(url, { headers });
  const text = await response.text();
  const { status, statusText } = response;
  if (options.isPlain) return { status, statusText, headers: response.headers, body: undefined, text };
  const answer = { status, statusText, headers: response.headers, body: JSON.parse(text), text };
  await checkContract(baseUrl, { address: url.pathname }, answer);
  return answer;
}

function addressOf(baseUrl: string, path: string): URL {
  if (path.startsWith('http')) return new URL(path);
  const isApi = path.startsWith('/user');
  return new URL(`${baseUrl}${isApi ? '/connectedcar/v4' : ''}${path}`);
}
