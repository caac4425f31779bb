import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Aedes, type AedesPublishPacket } from 'aedes';
import { afterEach, expect, test } from 'vitest';
import { type Fleet, runFleet } from './fleet.ts';

type Arrival = { vin: string; channel: string; text: string };

/** A broker on a port of its own, which can be made to break every line when a message comes. */
type Yard = {
  url: string;
  arrivals: Arrival[];
  broker: Aedes;
  breakNext: () => void;
  close(): Promise<void>;
};

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

async function createYard(): Promise<Yard> {
  const broker = await Aedes.createBroker();
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    broker.handle(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const arrivals: Arrival[] = [];
  let isBreaking = false;
  broker.authorizePublish = (client, packet, done) => {
    if (!client) return done(null);
    arrivals.push(arrivalOf(packet));
    if (!isBreaking) return done(null);
    isBreaking = false;
    for (const socket of sockets) socket.destroy();
  };
  const yard: Yard = {
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    broker,
    breakNext: () => {
      isBreaking = true;
    },
    async close() {
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  open.push(yard);
  return yard;
}

function arrivalOf({ topic, payload }: { topic: string; payload: AedesPublishPacket['payload'] }): Arrival {
  const [, vin = '', channel = ''] = topic.split('/');
  return { vin, channel, text: payload.toString() };
}

/** A clock that tells ten times the speed of time, so that nobody has to wait. */
function fastClock(): () => number {
  const from = Date.now();
  return () => from + (Date.now() - from) * 10;
}

function start(yard: Yard, vehicles: object[], settings: object = {}): Fleet {
  const config = { mqttUrl: yard.url, seed: 1, ...settings, vehicles: vehicles.map(vehicleOf) };
  const fleet = runFleet(config, { clock: fastClock() });
  open.push({ close: () => fleet.stop() });
  return fleet;
}

function vehicleOf(wish: object, index: number) {
  return {
    vin: `VR1FLEET${index}`,
    username: `user ${index}`,
    password: 'word',
    generation: 2,
    motorization: 'Electric',
    home: { longitude: 9.19, latitude: 45.464 },
    startMoving: true,
    ...wish,
  } as const;
}

/** Waits until the broker has told enough of `event`. */
async function until(yard: Yard, event: 'publish' | 'client' | 'clientDisconnect', isEnough: () => boolean) {
  while (!isEnough()) await once(yard.broker, event);
}

test('vehicles of both generations connect and report, each on the topic of its own', async () => {
  const yard = await createYard();
  const fleet = start(yard, [{}, { generation: 1, motorization: 'Thermic' }]);
  const has = (vin: string, channel: string) =>
    yard.arrivals.some((arrival) => arrival.vin === vin && arrival.channel === channel);
  await until(yard, 'publish', () => has('VR1FLEET0', 'reports') && has('VR1FLEET1', 'record'));
  expect(fleet.counts().connected).toBe(2);
  expect(fleet.counts().sent).toBeGreaterThanOrEqual(2);
});

test('a report whose line breaks before its acknowledgement is sent again, the same to the byte', async () => {
  const yard = await createYard();
  yard.breakNext();
  start(yard, [{}]);
  await until(
    yard,
    'publish',
    () => yard.arrivals.filter(({ channel }) => channel === 'reports').length >= 3,
  );
  const texts = yard.arrivals.filter(({ channel }) => channel === 'reports').map(({ text }) => text);
  expect(texts[1]).toBe(texts[0]);
  const ids = texts.slice(1).map((text) => (JSON.parse(text) as { id: string }).id);
  expect(ids.map((id) => id.split('-')[1])).toEqual(ids.map((_, index) => `${index + 1}`));
});

test('a stopped fleet says goodbye: no last will is published', async () => {
  const yard = await createYard();
  const fleet = start(yard, [{}, {}, {}]);
  await until(yard, 'publish', () => new Set(yard.arrivals.map(({ vin }) => vin)).size === 3);
  await fleet.stop();
  await until(yard, 'clientDisconnect', () => yard.broker.connectedClients === 0);
  expect(yard.arrivals.filter(({ channel }) => channel === 'presence')).toEqual([]);
  expect(fleet.counts().connected).toBe(0);
});

test('a vehicle that falls asleep disconnects in good order, with everything acknowledged', async () => {
  const yard = await createYard();
  const slumber = { parkedSeconds: [3600, 3600], awakeSeconds: 5, wakeUpLine: false };
  const fleet = start(yard, [{ startMoving: false }], slumber);
  await once(yard.broker, 'clientDisconnect');
  expect(yard.arrivals.map(({ channel }) => channel)).toEqual(['reports']);
  expect(fleet.counts()).toEqual({
    connected: 0,
    listening: 0,
    present: 1,
    sent: 1,
    acknowledged: 1,
    waiting: 0,
    dropped: 0,
  });
});

test('a history is told before anything of the present, in order and each report once', async () => {
  const yard = await createYard();
  const started = Date.now();
  const fleet = start(yard, [{ historyDays: 1 }]);
  const reports = () => yard.arrivals.flatMap(({ text }) => JSON.parse(text) as { id: string; at: string }[]);
  const isLive = () => yard.arrivals.some(({ text }) => text.startsWith('{'));
  await until(yard, 'publish', isLive);
  const times = reports().map(({ at }) => Date.parse(at));
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(times[0]).toBeLessThan(started - 80_000_000);
  expect(new Set(reports().map(({ id }) => id)).size).toBe(times.length);
  expect(fleet.counts().dropped).toBe(0);
});
