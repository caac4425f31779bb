import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type CommandDoor, doors, openCommandDoor } from '../support/remote/command-door.ts';
import type { TestVehicle } from '../support/vehicles/vehicle.ts';

type Received = { topic: string; text: string; qos: number; retain: boolean };

/** Subscribes, and gathers what comes. */
async function listenTo({ client }: TestVehicle, topic: string): Promise<Received[]> {
  const received: Received[] = [];
  client.on('message', (to, payload, { qos, retain }) => {
    if (to === topic) received.push({ topic: to, text: payload.toString(), qos, retain });
  });
  await client.subscribeAsync(topic, { qos: 1 });
  return received;
}

const closed = ({ client }: TestVehicle) =>
  new Promise<void>((resolve) => client.once('close', () => resolve()));

describe.each(doors)('the line of commands, %s', (kind) => {
  let door: CommandDoor;
  beforeEach(async () => {
    door = await openCommandDoor(kind);
  });
  afterEach(() => door.stop());
  const untilOnLine = (vehicleId: number, isOnLine: boolean) =>
    eventually('the vehicle to be on the line or not', () => door.line.isOnLine(vehicleId) === isOnLine);

  it('lets a vehicle listen to its own commands and wake-ups, and to nothing else', async () => {
    const vehicle = await door.connect(1);
    for (const channel of ['commands', 'order', 'wakeup']) {
      const [granted] = await vehicle.client.subscribeAsync(`vehicles/VIN1/${channel}`, { qos: 1 });
      expect(granted).toMatchObject({ qos: 1 });
    }
    const others = [
      'VIN2/commands',
      'VIN2/wakeup',
      '+/commands',
      'VIN1/#',
      'VIN1/reports',
      'VIN1/commands/1/result',
    ];
    for (const other of others) {
      const refused = vehicle.client.subscribeAsync(`vehicles/${other}`, { qos: 1 });
      await expect(refused, other).rejects.toThrow();
    }
  });

  it('hands a command to the one vehicle it is for, with QoS 1 and not retained', async () => {
    const [one, other] = [await door.connect(1), await door.connect(2)];
    const [forOne, forOther] = [
      await listenTo(one, 'vehicles/VIN1/commands'),
      await listenTo(other, 'vehicles/VIN2/commands'),
    ];
    await untilOnLine(1, true);
    await untilOnLine(2, true);
    expect(await door.line.send(1, Buffer.from('{"id":"1"}'))).toBe(true);
    await eventually('the command', () => forOne.length === 1);
    expect(forOne).toEqual([{ topic: 'vehicles/VIN1/commands', text: '{"id":"1"}', qos: 1, retain: false }]);
    expect(await door.line.send(2, Buffer.from('{"id":"2"}'))).toBe(true);
    await eventually('the other command', () => forOther.length === 1);
    expect(forOne).toHaveLength(1);
  });

  it('knows the language by the topic that the vehicle listens to', async () => {
    const vehicle = await door.connect(1);
    const received = await listenTo(vehicle, 'vehicles/VIN1/order');
    await untilOnLine(1, true);
    expect(door.line.languageOf(1)).toBe('vehicle-link-1');
    await door.line.send(1, Buffer.from('{}'));
    await eventually('the order', () => received.length === 1);
  });

  it('has no vehicle on it that does not listen: nothing is sent', async () => {
    expect(await door.line.send(1, Buffer.from('{}'))).toBe(false);
    const vehicle = await door.connect(1);
    await listenTo(vehicle, 'vehicles/VIN1/wakeup');
    expect(door.line.isOnLine(1)).toBe(false);
    expect(await door.line.send(1, Buffer.from('{}'))).toBe(false);
    await listenTo(vehicle, 'vehicles/VIN1/commands');
    await untilOnLine(1, true);
    await vehicle.client.unsubscribeAsync('vehicles/VIN1/commands');
    await untilOnLine(1, false);
    expect(await door.line.send(1, Buffer.from('{}'))).toBe(false);
    expect(door.line.languageOf(1)).toBeUndefined();
    expect(door.line.lastHeardAt(1)).toBeUndefined();
  });

  it('sends nothing once it is closed', async () => {
    const vehicle = await door.connect(1);
    await listenTo(vehicle, 'vehicles/VIN1/commands');
    await untilOnLine(1, true);
    await door.close();
    expect(await door.line.send(1, Buffer.from('{}'))).toBe(false);
  });

  it('tells who comes, speaks and goes, however the line ends', async () => {
    for (const leave of [
      (vehicle: TestVehicle) => vehicle.end(),
      (vehicle: TestVehicle) => vehicle.vanish(),
    ]) {
      const vehicle = await door.connect(3);
      await listenTo(vehicle, 'vehicles/VIN3/commands');
      await untilOnLine(3, true);
      expect(door.line.lastHeardAt(3)).toBeGreaterThan(0);
      const before = door.heard.length;
      await vehicle.report({ id: '1' });
      expect(door.heard.slice(before)).toEqual([3]);
      // Asking again says that it is awake, and may have missed something.
      await vehicle.client.subscribeAsync('vehicles/VIN3/commands', { qos: 1 });
      await eventually('it to be there again', () => door.presence.at(-2)?.[1] === true);
      await leave(vehicle);
      await untilOnLine(3, false);
    }
    const life = [true, true, false].map((isOnLine) => [3, isOnLine]);
    expect(door.presence).toEqual([...life, ...life]);
  });

  it('stays with a vehicle that listens on another connection too', async () => {
    const first = await door.connect(4, { clientId: 'first' });
    await listenTo(first, 'vehicles/VIN4/commands');
    const second = await door.connect(4, { clientId: 'second' });
    const received = await listenTo(second, 'vehicles/VIN4/commands');
    // What went to the first may be lost: its line may have broken unnoticed.
    await eventually('both to be there', () => door.presence.length === 2);
    await door.line.send(4, Buffer.from('for the newest'));
    await eventually('the command', () => received.length === 1);
    await second.end();
    await first.report({ id: '1' });
    expect(door.line.isOnLine(4)).toBe(true);
    expect(door.presence).toEqual(Array(3).fill([4, true]));
  });

  it('hears that a vehicle lives which says nothing and listens', async () => {
    const [listener, other] = [await door.connect(11), await door.connect(12)];
    await listenTo(listener, 'vehicles/VIN11/commands');
    await listenTo(other, 'vehicles/VIN12/wakeup');
    await untilOnLine(11, true);
    for (const { client } of [other, listener]) client.sendPing();
    await eventually('a sign of life', () => door.heard.length > 0);
    expect(door.heard).toEqual([11]);
  });

  it('acknowledges an answer when it has been taken, and not before', async () => {
    const vehicle = await door.connect(5);
    let taken: () => void = () => undefined;
    door.take = () =>
      new Promise((resolve) => {
        taken = resolve;
      });
    let isAcknowledged = false;
    const published = vehicle.publish('commands/a_B-9/result', { status: 'Success' }).then(() => {
      isAcknowledged = true;
    });
    await eventually('the answer', () => door.answers.length === 1);
    // What comes after it on the same line is acknowledged meanwhile.
    await vehicle.report({ id: '1' });
    expect(isAcknowledged).toBe(false);
    taken();
    await published;
    const [{ payload, ...answer }] = door.answers as [CommandDoor['answers'][number]];
    expect(answer).toEqual({ vehicleId: 5, channel: 'commands', commandId: 'a_B-9' });
    expect(payload.toString()).toBe('{"status":"Success"}');
  });

  it('has an answer that could not be taken said again', async () => {
    const vehicle = await door.connect(6);
    door.take = () => Promise.reject(new Error('the database is away'));
    const ended = closed(vehicle);
    vehicle.publish('order/1/result', '{"v":1,"re":0}').catch(() => undefined);
    await ended;
    door.take = async () => undefined;
    const again = await door.connect(6);
    await again.publish('order/1/result', '{"v":1,"re":0}');
    expect(door.answers).toHaveLength(2);
  });

  it.each([
    'vehicles/VIN8/commands/1/result',
    'vehicles/VIN7/commands/1/2/result',
    'vehicles/VIN7/commands//result',
    `vehicles/VIN7/commands/${'x'.repeat(65)}/result`,
    'vehicles/VIN7/reports/1/result',
    'vehicles/VIN7/commands',
    'vehicles/VIN7/wakeup',
  ])('ends the connection of a vehicle that publishes to %s', async (topic) => {
    const vehicle = await door.connect(7);
    const ended = closed(vehicle);
    vehicle.client.publish(topic, '{}', { qos: 1 });
    await ended;
    expect(door.answers).toEqual([]);
  });

  it('keeps a wake-up until the vehicle listens for commands', async () => {
    const [sleeper, awake] = [await door.connect(9), await door.connect(10)];
    const wakeUps = await listenTo(sleeper, 'vehicles/VIN9/wakeup');
    await listenTo(awake, 'vehicles/VIN10/wakeup');
    await door.gateway.wake({ vehicleId: 9, vin: 'VIN9' }, Buffer.from('{"at":"now"}'));
    await eventually('the wake-up', () => wakeUps.length === 1);
    expect(wakeUps[0]).toMatchObject({ text: '{"at":"now"}', qos: 1 });
    sleeper.vanish();

    const later = await door.connect(9);
    const kept = await listenTo(later, 'vehicles/VIN9/wakeup');
    await eventually('the kept wake-up', () => kept.length === 1);
    expect(kept[0]).toMatchObject({ text: '{"at":"now"}', retain: true });
    await listenTo(later, 'vehicles/VIN9/commands');
    await untilOnLine(9, true);
    await later.end();

    const after = await door.connect(9);
    const nothing = await listenTo(after, 'vehicles/VIN9/wakeup');
    await door.gateway.wake({ vehicleId: 9, vin: 'VIN9' }, Buffer.from('{"at":"later"}'));
    await eventually('the next wake-up', () => nothing.length > 0);
    expect(nothing.map(({ text }) => text)).toEqual(['{"at":"later"}']);
  });
});
