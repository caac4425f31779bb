import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectVehicle, type VehicleClient } from '../../simulator/vehicle-client/client.ts';
import { eventually } from '../support/eventually.ts';
import { type CommandDoor, openCommandDoor } from '../support/remote/command-door.ts';

let door: CommandDoor;
let vehicle: VehicleClient | undefined;
beforeEach(async () => {
  door = await openCommandDoor('in this thread');
});
afterEach(async () => {
  await vehicle?.close();
  await door.stop();
});

const command = (id: string, body: object) =>
  Buffer.from(
    JSON.stringify({ id, type: 'Doors', ...body, expiresAt: new Date(Date.now() + 60_000).toISOString() }),
  );
const untilAnswered = async (count: number) => {
  await eventually('an answer', () => door.answers.length >= count);
  return door.answers.map(({ commandId, payload }) => [commandId, JSON.parse(payload.toString())]);
};

/** The example of the README, at this door. */
async function runExample(): Promise<VehicleClient> {
  const readme = readFileSync(new URL('../../simulator/vehicle-client/README.md', import.meta.url), 'utf8');
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const here = code
    .replace(/^import .*$/m, '')
    .replace('mqtt://127.0.0.1:1883', `mqtt://127.0.0.1:${door.gateway.port}`)
    .replace('VR1DEVICE00000001', 'VIN1');
  const run = new Function('connectVehicle', `return (async () => { ${here}; return vehicle; })()`);
  return run(connectVehicle);
}

it('does what the example of its README says', async () => {
  vehicle = await runExample();
  expect(door.line.languageOf(1)).toBe('vehicle-link-2');
  await door.line.send(1, command('lock', { door: { state: 'Locked' } }));
  await untilAnswered(1);
  await door.line.send(1, command('again', { door: { state: 'Locked' } }));
  await untilAnswered(2);
  await door.line.send(1, command('horn', { horn: { state: 'Activated' } }));
  expect(await untilAnswered(3)).toEqual([
    ['lock', { status: 'Success' }],
    ['again', { status: 'AlreadyDone' }],
    ['horn', { status: 'Failed', failureCause: 'WrongCommand' }],
  ]);
});

it('sleeps and is woken', async () => {
  let wakeUps = 0;
  vehicle = await connectVehicle({
    mqttUrl: `mqtt://127.0.0.1:${door.gateway.port}`,
    vin: 'VIN2',
    password: 'word',
    onCommand: () => ({ status: 'Success' }),
    onWakeUp: () => {
      wakeUps += 1;
    },
  });
  await vehicle.sleep();
  expect(await door.line.send(2, command('early', {}))).toBe(false);
  await door.gateway.wake({ vehicleId: 2, vin: 'VIN2' }, Buffer.from('{"at":"now"}'));
  await eventually('the vehicle to be awake', () => wakeUps === 1 && door.line.isOnLine(2));
  expect(await door.line.send(2, command('late', {}))).toBe(true);
  expect(await untilAnswered(1)).toEqual([['late', { status: 'Success' }]]);
});

it('comes back when the line breaks, and says again what was not kept', async () => {
  let answered = 0;
  door.take = async () => {
    answered += 1;
    if (answered === 1) throw new Error('the database is away');
  };
  vehicle = await connectVehicle({
    mqttUrl: `mqtt://127.0.0.1:${door.gateway.port}`,
    vin: 'VIN3',
    password: 'word',
    onCommand: () => ({ status: 'AlreadyDone' }),
  });
  await door.line.send(3, command('twice', {}));
  expect(await untilAnswered(2)).toEqual([
    ['twice', { status: 'AlreadyDone' }],
    ['twice', { status: 'AlreadyDone' }],
  ]);
  await eventually('the vehicle to be back', () => door.line.isOnLine(3));
});
