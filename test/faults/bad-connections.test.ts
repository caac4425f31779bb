import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { enrol, numbersOf, type Vehicle } from './support/ledger.ts';
import { ConnectionEndedError, openVehicle, RawVehicle } from './support/raw-vehicle.ts';
import { numberedReport } from './support/reporter.ts';
import type { Roadwire } from './support/roadwire.ts';
import { createSite } from './support/site.ts';
import { until } from './support/until.ts';

const site = createSite();
let roadwire: Roadwire;
let vehicle: Vehicle;
let other: Vehicle;
let witness: RawVehicle;
let witnessed = 0;

beforeAll(async () => {
  roadwire = await site.start();
  const [first, second, third] = await enrol(roadwire.where.databaseUrl, 3);
  [vehicle, other] = [first!, second!];
  witness = await openVehicle(port(), third!);
});
afterAll(site.close);

const port = () => roadwire.where.mqttPort;

afterEach(async () => {
  // One bad client never disturbs another: this connection lives through all of them.
  witnessed += 1;
  await witness.publish('reports', numberedReport(witnessed, Date.now()));
});

test.for([
  ['a wrong secret', () => ({ ...vehicle, secret: 'wrong' })],
  ['no secret', () => ({ ...vehicle, secret: '' })],
  ['the secret of another vehicle', () => ({ ...vehicle, secret: other.secret })],
  ['a user name that nobody has', () => ({ ...vehicle, username: 'NOBODY' })],
  ['a user name that is SQL', () => ({ ...vehicle, username: "' or 1=1 --" })],
] as const)('%s is refused with CONNACK code 4 and the end of the connection', async ([, credentials]) => {
  const connection = new RawVehicle(port(), credentials());
  expect(await connection.open()).toBe(4);
  await connection.closed;
});

test('a packet before CONNECT ends the connection', async () => {
  const connection = new RawVehicle(port(), vehicle);
  await expect(connection.publish('reports', numberedReport(1, Date.now()))).rejects.toThrow(
    ConnectionEndedError,
  );
});

test('bytes that are not MQTT end the connection', async () => {
  const connection = new RawVehicle(port(), vehicle);
  connection.socket.write('GET / HTTP/1.1\r\nHost: roadwire\r\n\r\n');
  await connection.closed;
});

test.for<[string, () => string]>([
  ['of another vehicle', () => `vehicles/${other.vin}/reports`],
  ['of the broker itself', () => '$SYS/reports'],
  ['with one wildcard', () => `vehicles/${vehicle.vin}/+`],
  ['with the other wildcard', () => 'vehicles/#'],
  ['of a channel that no adapter reads', () => `vehicles/${vehicle.vin}/nonsense`],
  ['with something behind the channel', () => `vehicles/${vehicle.vin}/reports/more`],
  ['in other letters', () => `Vehicles/${vehicle.vin}/reports`],
  ['that is empty', () => ''],
])('publishing to a topic %s ends the connection', async ([, topic]) => {
  const connection = await openVehicle(port(), vehicle);
  await expect(connection.publishTo(topic(), numberedReport(1, Date.now()))).rejects.toThrow(
    ConnectionEndedError,
  );
  expect(await numbersOf(roadwire.where.databaseUrl, other)).toEqual([]);
});

test('a vehicle may listen to its own commands and to nothing else', async () => {
  const connection = await openVehicle(port(), vehicle);
  expect(await connection.subscribe(`vehicles/${vehicle.vin}/commands`)).toBe(1);
  const refused = [
    `vehicles/${other.vin}/commands`,
    `vehicles/${vehicle.vin}/reports`,
    '#',
    '+/+/+',
    '$SYS/#',
  ];
  for (const filter of [...refused, `vehicles/${vehicle.vin}/#`, 'vehicles/+/commands'])
    expect(await connection.subscribe(filter), filter).toBe(0x80);
  connection.close();
});

test('a message of 10 MB ends the connection before its payload is read', async () => {
  const connection = await openVehicle(port(), vehicle);
  const size = 10 * 2 ** 20;
  connection.socket.write(announce(`vehicles/${vehicle.vin}/reports`, size));
  const piece = Buffer.alloc(16_384, 'x');
  let sent = 0;
  for (; sent < size && !connection.socket.destroyed; sent += piece.length) {
    if (!connection.socket.write(piece)) {
      const drained = new Promise((resolve) => connection.socket.once('drain', resolve));
      await Promise.race([drained, connection.closed]);
    }
    await setImmediate();
  }
  await connection.closed;
  expect(sent).toBeLessThan(size / 2);
});

test('many messages of 10 MB at once do not make the server hold them', async () => {
  const before = roadwire.memoryMib();
  const connections = await Promise.all(
    Array.from({ length: 20 }, (_, index) => openVehicle(port(), vehicle, `large-${index}`)),
  );
  const payload = Buffer.alloc(10 * 2 ** 20, 'x');
  for (const connection of connections)
    connection
      .publish('reports', payload)
      .catch((error) => expect(error).toBeInstanceOf(ConnectionEndedError));
  await Promise.all(connections.map(({ closed }) => closed));
  expect(roadwire.memoryMib() - before).toBeLessThan(60);
});

test('a message of just the largest size is taken', async () => {
  const connection = await openVehicle(port(), vehicle);
  const report = numberedReport(7, Date.now());
  await connection.publish('reports', report.padEnd(262_144, ' '));
  connection.close();
  expect(await numbersOf(roadwire.where.databaseUrl, vehicle)).toEqual([7]);
});

test('a vehicle that connects twice under one client id keeps the newer connection', async () => {
  const older = await openVehicle(port(), vehicle, 'twin');
  const newer = await openVehicle(port(), vehicle, 'twin');
  await older.closed;
  await newer.publish('reports', numberedReport(8, Date.now()));
  newer.close();
});

test('two vehicles with one client id do not disturb each other', async () => {
  const one = await openVehicle(port(), vehicle, 'same');
  const two = await openVehicle(port(), other, 'same');
  await one.publish('reports', numberedReport(9, Date.now()));
  await two.publish('reports', numberedReport(10, Date.now()));
  for (const connection of [one, two]) connection.close();
});

test('connections that say nothing do not keep others from connecting', async () => {
  const silent = Array.from({ length: 50 }, () => new RawVehicle(port(), vehicle));
  const connection = await openVehicle(port(), vehicle);
  await connection.publish('reports', numberedReport(11, Date.now()));
  for (const one of [...silent, connection]) one.close();
  await until('only the witness is connected', async () => {
    return (await roadwire.metric('roadwire_vehicles_connected')) === 1;
  });
});

/** The beginning of a PUBLISH with QoS 1 that promises a payload of `size` bytes. */
function announce(topic: string, size: number): Buffer {
  const head = [0x32];
  for (let rest = topic.length + 4 + size; ; rest >>= 7) {
    if (rest < 128) {
      head.push(rest);
      break;
    }
    head.push((rest & 127) | 128);
  }
  return Buffer.concat([Buffer.from([...head, 0, topic.length]), Buffer.from(topic), Buffer.from([0, 1])]);
}
