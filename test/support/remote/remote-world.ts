import { Registry } from 'prom-client';
import { inject } from 'vitest';
import { createLog } from '../../../src/lib/log.ts';
import type { Command, CommandResult, RemoteRequest, RemoteStep } from '../../../src/model/remote.ts';
import type { VehicleState } from '../../../src/model/vehicle-state.ts';
import { createRemoteActions, type RemoteActions, type RemoteConfig } from '../../../src/remote/actions.ts';
import { type Database, openDatabase } from '../../../src/store/database.ts';
import type { NewRemoteAction } from '../../../src/store/remote/remote-actions.ts';
import { createRemoteTransactions, openRemotePool } from '../../../src/store/remote/remote-transaction.ts';
import { addVehicle, linkVehicle } from '../../../src/store/vehicles/enrolment.ts';
import { createTestClock, type TestClock } from '../clock.ts';
import { type Cut, cutPool } from '../cut-pool.ts';
import { query, urlOfDatabase } from '../global-setup.ts';

const log = createLog({ logLevel: process.env.TEST_LOG ?? 'silent', logPretty: false });

const config: RemoteConfig = {
  wakeUpsPerMonth: 1000,
  remotesPerMinute: 1000,
  remotesPerDay: 100_000,
  remoteBatteryMin: 5,
  wakeUpTimeoutS: 60,
  remoteTimeoutS: 60,
  remoteTtlS: 120,
};

/** A vehicle as its line shows it. */
export type LineVehicle = {
  isOnLine: boolean;
  heardAt: number;
  takes: Command[];
  language: string;
  /** Its line breaks whenever something is sent. */
  isBreaking?: boolean;
};

export type RemoteWorld = {
  database: Database;
  clock: TestClock;
  /** Wakes that were asked for, by vehicle. */
  wakes: number[];
  /** What the wake-up channel answers, where it does not work. */
  wakeUpError: Error | undefined;
  state(vehicleId: number, status: object): void;
  vehicle(vehicleId: number): LineVehicle;
  addVehicle(motorization?: 'Electric' | 'Thermic'): Promise<number>;
  addCallback(): Promise<number>;
  userId: number;
  callbackId: number;
  /** What is asked for, by the user. */
  asked(vehicleId: number, request?: RemoteRequest): NewRemoteAction;
  actions: RemoteActions;
  /** Starts anew: what ran before reaches no vehicle any more. `cut`: where its connections break. */
  start(given?: Partial<RemoteConfig>, cut?: Cut): RemoteActions;
  /** Steps of an action, late ones marked, and what was queued for its callback. */
  stepsOf(publicId: string): Promise<{ told: RemoteStep[]; late: RemoteStep[]; queued: RemoteStep[] }>;
  stop(): Promise<void>;
};

export const locks: RemoteRequest = { type: 'Doors', body: { door: { state: 'Locked' } } };
export const honks: RemoteRequest = { type: 'Horn', body: { horn: { state: 'Activated' } } };
export const succeeds: CommandResult = { status: 'Success' };

let worlds = 0;

/** Remote actions on a database of their own, with vehicles that the test moves. */
export async function openRemoteWorld(): Promise<RemoteWorld> {
  worlds += 1;
  const server = inject('databaseUrl');
  const name = `${inject('templateDatabase')}_remote_${process.pid}_${worlds}`;
  await query(server, [`create database ${name} template ${inject('templateDatabase')}`]);
  const database = openDatabase({ url: urlOfDatabase(server, name), size: 4, log });
  const pipelined = openRemotePool({ url: database.url, log });
  const clock = createTestClock();
  const line = new Map<number, LineVehicle>();
  const states = new Map<number, VehicleState>();
  const running: RemoteActions[] = [];
  let newest = 0;
  const [{ id: userId = 0 } = {}] = (
    await database.pool.query(
      "insert into users (email, password_hash) values ('remote@test.example', 'none') returning id",
    )
  ).rows;

  const vehicle = (vehicleId: number): LineVehicle => {
    const found = line.get(vehicleId) ?? { isOnLine: false, heardAt: 0, takes: [], language: 'test' };
    line.set(vehicleId, found);
    return found;
  };

  async function addCallback(): Promise<number> {
    const { rows } = await database.pool.query(
      `insert into callbacks (public_id, kind, client_id, user_id, label, subscribe, secret)
       values (md5(random()::text), 'user', 'client', $1, 'Test', '{"label":"Test","callback":{}}', 'whsec_test') returning id`,
      [userId],
    );
    return rows[0].id;
  }

  const world: RemoteWorld = {
    database,
    clock,
    wakes: [],
    wakeUpError: undefined,
    userId,
    callbackId: await addCallback(),
    vehicle,
    addCallback,
    state(vehicleId, groups) {
      const at = clock.now();
      const status = Object.fromEntries(
        Object.entries(groups).map(([group, value]) => [
          group,
          { value, at, receivedAt: at, source: 'test' },
        ]),
      );
      states.set(vehicleId, { projections: { status }, memory: {} });
    },
    async addVehicle(motorization = 'Electric') {
      const vin = `VR1RMT${String(worlds).padStart(3, '0')}${String(line.size + 1).padStart(8, '0')}`;
      const { vehicleId } = await addVehicle(database, { vin, motorization });
      await linkVehicle(database, userId, vehicleId);
      Object.assign(vehicle(vehicleId), { isOnLine: true, heardAt: clock.now() });
      return vehicleId;
    },
    asked: (vehicleId, request = locks) => ({
      vehicleId,
      callbackId: world.callbackId,
      subscriber: { clientId: 'client', userId },
      request,
    }),
    get actions() {
      return running.at(-1) as RemoteActions;
    },
    start(given = {}, cut = undefined) {
      newest += 1;
      const own = newest;
      const isAlive = () => own === newest;
      const started = createRemoteActions(
        { ...config, ...given },
        {
          database: { ...database, pool: cutPool(database.pool, cut) },
          transactions: createRemoteTransactions(cutPool(pipelined, cut)),
          clock,
          log,
          findStates: async (ids) =>
            new Map(ids.flatMap((id) => (states.has(id) ? [[id, states.get(id) as VehicleState]] : []))),
          vehicles: {
            isOnLine: (id) => vehicle(id).isOnLine,
            lastHeardAt: (id) => (vehicle(id).isOnLine ? vehicle(id).heardAt : undefined),
            languageOf: (id) => (vehicle(id).isOnLine ? vehicle(id).language : undefined),
            async send(id, payload) {
              if (!isAlive() || !vehicle(id).isOnLine || vehicle(id).isBreaking) return false;
              vehicle(id).takes.push(JSON.parse(String(payload)));
              return true;
            },
          },
          wakeUps: {
            async wake({ vehicleId }) {
              if (isAlive()) world.wakes.push(vehicleId);
              if (world.wakeUpError) throw world.wakeUpError;
            },
          },
          encode: (command, language) =>
            language === 'test' ? Buffer.from(JSON.stringify(command)) : undefined,
          wakeDeliveries: () => undefined,
          metrics: new Registry(),
        },
      );
      running.push(started);
      return started;
    },
    async stepsOf(publicId) {
      const { rows } = await database.pool.query(
        `select s.step, s.is_late from remote_steps s join remote_actions a on a.id = s.action_id
          where a.public_id = $1 order by s.number`,
        [publicId],
      );
      const { rows: queued } = await database.pool.query(
        'select content from notifications where line = $1 or content like $2 order by seq',
        [publicId, `%${publicId}%`],
      );
      const stepsIn = (isLate: boolean) =>
        rows.filter(({ is_late }) => is_late === isLate).map(({ step }) => JSON.parse(step));
      return {
        told: stepsIn(false),
        late: stepsIn(true),
        queued: queued.map(({ content }) => JSON.parse(content).eventStatus),
      };
    },
    async stop() {
      await Promise.all(running.map((one) => one.stop()));
      await pipelined.end();
      await database.stop();
      await query(server, [`drop database ${name} with (force)`]);
    },
  };
  world.start();
  return world;
}
