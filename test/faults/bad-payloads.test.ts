import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { deadLettersOf, enrol, numbersOf, rowsOf, type Vehicle } from './support/ledger.ts';
import { openVehicle, type RawVehicle } from './support/raw-vehicle.ts';
import { numberedReport } from './support/reporter.ts';
import type { Roadwire } from './support/roadwire.ts';
import { createSite } from './support/site.ts';

const site = createSite();
const startedAt = Date.now();
const at = new Date(startedAt).toISOString();
const channels = ['reports', 'record', 'openxc'] as const;

let roadwire: Roadwire;
let url: string;
let witness: { vehicle: Vehicle; connection: RawVehicle };
let vehicle: Vehicle;
let connection: RawVehicle;
let witnessed = 0;
let spare: Vehicle[];

/** A vehicle that sent nothing yet. */
async function connected(): Promise<typeof witness> {
  const next = spare.pop()!;
  return { vehicle: next, connection: await openVehicle(roadwire.where.mqttPort, next) };
}

beforeAll(async () => {
  roadwire = await site.start();
  url = roadwire.where.databaseUrl;
  spare = await enrol(url, 100);
  witness = await connected();
});
afterAll(site.close);

beforeEach(async () => {
  ({ vehicle, connection } = await connected());
});

afterEach(async () => {
  connection.close();
  witnessed += 1;
  // One bad client never disturbs another: this connection lives through all of them.
  await witness.connection.publish('reports', numberedReport(witnessed, startedAt));
});

const deep = '['.repeat(100_000) + ']'.repeat(100_000);
const deepObjects = `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`;

/** What no adapter can make sense of. */
const unreadable: [string, string | Buffer][] = [
  ['an empty payload', ''],
  ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d])],
  ['UTF-8 cut short', Buffer.from('{"id":"é').subarray(0, 8)],
  ['zero bytes', Buffer.alloc(1000)],
  ['all bytes there are', Buffer.from(Array.from({ length: 256 }, (_, index) => index))],
  ['256 KiB of opening brackets', '['.repeat(262_144)],
  ['arrays 100,000 deep', deep],
  ['objects 40,000 deep', deepObjects],
  ['a string', '"hello"'],
  ['a string of 200 KB', JSON.stringify('x'.repeat(200_000))],
  ['a number', '17'],
  ['a number beyond all', '1e999'],
  ['nothing', 'null'],
  ['an object without any field', '{}'],
  ['fields that objects have by themselves', '{"__proto__":{"id":"1"},"constructor":{},"toString":1}'],
];

test.for(
  unreadable.flatMap(([what, payload]) => channels.map((channel) => [what, channel, payload] as const)),
)('%s in %s is acknowledged and kept as a dead letter', async ([, channel, payload]) => {
  await connection.publish(channel, payload);
  const letters = await deadLettersOf(url, vehicle);
  expect(letters.length).toBeGreaterThan(0);
  for (const letter of letters) {
    expect(letter.channel).toBe(channel);
    expect(letter.reason).toMatch(/expected/);
  }
  expect(Buffer.concat(letters.map((letter) => letter.payload)).equals(Buffer.from(payload))).toBe(true);
});

/** Times and ids that cannot be. */
test.for([
  ['reports', { id: 17, at }],
  ['reports', { id: '', at }],
  ['reports', { id: 'x'.repeat(200_000), at }],
  ['reports', { id: ['1'], at }],
  ['reports', { id: '1' }],
  ['reports', { id: '1', at: 'yesterday' }],
  ['reports', { id: '1', at: '2026-99-99T99:99:99Z' }],
  ['reports', { id: '1', at: '9999-12-31T23:59:59Z', odometer: { mileage: 1 } }],
  ['reports', { id: '1', at: '0000-01-01T00:00:00Z', odometer: { mileage: 1 } }],
  ['record', { v: 2, ts: 831_194_102 }],
  ['record', { v: 1, ts: 'now' }],
  ['record', { v: 1, ts: 0, od: 5 }],
  ['record', { v: 1, ts: -9_007_199_254_740_991, od: 5 }],
  ['record', { v: 1, ts: 9_007_199_254_740_991, od: 5 }],
  ['record', { v: 1, ts: 1e300, od: 5 }],
  ['openxc', { timestamp: -1, name: 'odometer', value: 5 }],
  ['openxc', { timestamp: 8.64e12 - 1, name: 'odometer', value: 5 }],
  ['openxc', { timestamp: 0, name: 'odometer', value: 5 }],
] as const)('%s %j is acknowledged and kept as a dead letter', async ([channel, body]) => {
  const payload = JSON.stringify(body);
  await connection.publish(channel, payload);
  const [letter] = await deadLettersOf(url, vehicle);
  expect(letter?.payload.toString()).toBe(payload);
  expect(await numbersOf(url, vehicle)).toEqual([]);
});

/** Reports of which a part can be used: what is left of each. */
test.for([
  ['an odometer beyond all numbers', `{"id":"1","at":"${at}","odometer":{"mileage":1e999}}`, []],
  ['an odometer of the wrong type', `{"id":"1","at":"${at}","odometer":{"mileage":"5"}}`, []],
  ['a field given twice', `{"id":"1","at":"${at}","odometer":{"mileage":4},"odometer":{"mileage":5}}`, [5]],
  [
    '__proto__',
    `{"id":"1","at":"${at}","__proto__":{"odometer":{"mileage":4}},"odometer":{"mileage":5}}`,
    [5],
  ],
  ['__proto__ in a group', `{"id":"1","at":"${at}","odometer":{"__proto__":{"mileage":4},"mileage":5}}`, [5]],
  ['an unknown field 100,000 deep', `{"id":"1","at":"${at}","x":${deep},"odometer":{"mileage":5}}`, [5]],
  ['a known group 100,000 deep', `{"id":"1","at":"${at}","kinetic":${deep},"odometer":{"mileage":5}}`, [5]],
  [
    'an unknown string of 200 KB',
    `{"id":"1","at":"${at}","x":"${'x'.repeat(200_000)}","odometer":{"mileage":5}}`,
    [5],
  ],
  [
    'a known word of 200 KB',
    `{"id":"1","at":"${at}","ignition":{"type":"${'x'.repeat(200_000)}"},"odometer":{"mileage":5}}`,
    [5],
  ],
  ['an id with a zero character', `{"id":"\\u0000","at":"${at}","odometer":{"mileage":5}}`, [5]],
  ['an id of half a character', `{"id":"\\ud800","at":"${at}","odometer":{"mileage":5}}`, [5]],
  [
    'a zero character in a word',
    `{"id":"1","at":"${at}","ignition":{"type":"\\u0000"},"odometer":{"mileage":5}}`,
    [5],
  ],
  [
    'a zero character in a name',
    `{"id":"1","at":"${at}","\\u0000":1,"odometer":{"\\u0000":1,"mileage":5}}`,
    [5],
  ],
] as const)('a report with %s is acknowledged, and what can be used is kept', async ([, payload, kept]) => {
  await connection.publish('reports', payload);
  expect(await numbersOf(url, vehicle)).toEqual(kept);
});

test('of an array of reports the good ones are kept and the bad ones become dead letters', async () => {
  const good = [1, 2].map((number) => numberedReport(number, startedAt));
  await connection.publish(
    'reports',
    `[${good[0]},${deep.slice(0, 1000)}${deep.slice(-1000)},null,${good[1]}]`,
  );
  expect(await numbersOf(url, vehicle)).toEqual([1, 2]);
  expect(await deadLettersOf(url, vehicle)).toHaveLength(2);
});

test('an array of more reports than allowed becomes one dead letter', async () => {
  const payload = `[${Array.from({ length: 1001 }, (_, index) => numberedReport(index, startedAt)).join()}]`;
  await connection.publish('reports', payload);
  expect(await deadLettersOf(url, vehicle)).toHaveLength(1);
  expect(await numbersOf(url, vehicle)).toEqual([]);
});

test('names that a vehicle makes up do not become series of the metrics', async () => {
  const seriesBefore = await series();
  const names = Array.from({ length: 500 }, (_, index) => `made_up_${index}`);
  const lines = names.map((name) => JSON.stringify({ timestamp: startedAt / 1000, name, value: 1 }));
  await connection.publish('openxc', lines.join('\n'));
  const fields = Object.fromEntries(names.map((name) => [name, 1]));
  await connection.publish('reports', JSON.stringify({ id: '1', at, ...fields, kinetic: fields }));
  await connection.publish('record', JSON.stringify({ v: 1, ts: Math.floor(startedAt / 1000), ...fields }));
  expect((await series()) - seriesBefore).toBeLessThan(20);
});

async function series(): Promise<number> {
  return (await roadwire.get('/metrics'))!.text.split('\n').length;
}

test('bad messages in the midst of good ones cost none of the good ones', async () => {
  const sending: Promise<void>[] = [];
  for (let number = 1; number <= 300; number += 1) {
    sending.push(connection.publish('reports', numberedReport(number, startedAt)));
    const [, payload] = unreadable[number % 5]!;
    sending.push(connection.publish(channels[number % 3]!, payload));
  }
  await Promise.all(sending);
  expect(await numbersOf(url, vehicle)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
});

test('whatever was sent, the server runs, the others were served and the database refused nothing', async () => {
  expect(await numbersOf(url, witness.vehicle)).toHaveLength(witnessed);
  const refused = await rowsOf(
    url,
    "select reason from dead_letters where reason like '%the database refused%'",
  );
  expect(refused).toEqual([]);
  expect(await roadwire.isReady()).toBe(true);
});
