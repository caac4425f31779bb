import { afterEach, beforeEach, expect, it } from 'vitest';
import type { VehicleConfig } from '../../simulator/config.ts';
import { type Fleet, runFleet } from '../../simulator/fleet.ts';
import { encodeCommand, readResult } from '../../src/adapters/commands.ts';
import type { Command, CommandResult } from '../../src/model/remote.ts';
import { eventually } from '../support/eventually.ts';
import { type CommandDoor, openCommandDoor } from '../support/remote/command-door.ts';

let door: CommandDoor;
let fleet: Fleet | undefined;
let log: string[];
beforeEach(async () => {
  door = await openCommandDoor('in this thread');
  log = [];
});
afterEach(async () => {
  await fleet?.stop();
  await door.stop();
});

type Wish = Partial<VehicleConfig> & { awakeSeconds?: number };

/** Vehicle 1, parked for an hour. */
function start({ awakeSeconds = 3600, ...wish }: Wish): void {
  const login = {
    vin: 'VIN1',
    username: 'VIN1',
    password: 'word',
    home: { longitude: 9.19, latitude: 45.464 },
  };
  const kind = { generation: 2, motorization: 'Electric', startMoving: false } as const;
  fleet = runFleet(
    {
      mqttUrl: `mqtt://127.0.0.1:${door.gateway.port}`,
      seed: 1,
      parkedSeconds: [3600, 3600],
      awakeSeconds,
      vehicles: [{ ...login, ...kind, ...wish }],
    },
    { log: (line) => log.push(line) },
  );
}

const untilOnLine = (isOnLine: boolean) =>
  eventually('the vehicle to be on the line or not', () => door.line.isOnLine(1) === isOnLine);

async function send(id: string, what: Pick<Command, 'type' | 'body'>, expiresInMs = 60_000): Promise<void> {
  const language = door.line.languageOf(1) ?? '';
  const bytes = encodeCommand({ id, ...what, expiresAt: Date.now() + expiresInMs }, language);
  expect(await door.line.send(1, bytes ?? Buffer.alloc(0))).toBe(true);
}

async function answerTo(id: string): Promise<CommandResult | undefined> {
  const answer = await eventually('an answer', () => door.answers.find(({ commandId }) => commandId === id));
  return readResult(answer.payload, door.line.languageOf(1) ?? '');
}

const unlock = { type: 'Doors', body: { door: { state: 'Unlocked' } } } as const;
const horn = { type: 'Horn', body: { horn: { state: 'Activated' } } } as const;

it.each([
  [1, /"lk":0/],
  [2, /"lockedStates":\["Unlocked"\]/],
] as const)(
  'a vehicle of generation %d obeys, answers and reports what changed',
  async (generation, report) => {
    start({ generation, motorization: 'Thermic' });
    await untilOnLine(true);
    expect(door.line.languageOf(1)).toBe(`vehicle-link-${generation}`);
    await send('unlock', unlock);
    expect(await answerTo('unlock')).toEqual({ status: 'Success' });
    await eventually('the report', () =>
      door.messages.some(({ payload }) => report.test(payload.toString())),
    );
    await send('horn', horn);
    expect(await answerTo('horn')).toEqual({ status: 'Success' });
    expect(log).toEqual(['vehicle 0: unlocks its doors', 'vehicle 0: sounds its horn']);
  },
);

it('a command that comes twice is done once, and one that comes too late is not done', async () => {
  start({});
  await untilOnLine(true);
  await send('once', horn);
  await send('once', horn);
  await eventually('both answers', () => door.answers.length === 2);
  expect(new Set(door.answers.map(({ payload }) => payload.toString()))).toEqual(
    new Set(['{"status":"Success"}']),
  );
  await send('late', unlock, -1);
  expect(await answerTo('late')).toEqual({ status: 'Failed', failureCause: 'VehicleConnectionTimeout' });
  expect(log).toEqual(['vehicle 0: sounds its horn']);
});

it('a vehicle sleeps, takes no commands then, and is woken', async () => {
  start({ awakeSeconds: 0 });
  await eventually('the first report', () => door.messages.length > 0);
  await untilOnLine(false);
  await eventually('a cheap connection', () => fleet?.counts().connected === 1);
  await door.gateway.wake({ vehicleId: 1, vin: 'VIN1' }, Buffer.from('{"at":"now"}'));
  await untilOnLine(true);
  await send('wake', { type: 'WakeUp', body: { wakeUp: { action: 'WakeUp' } } });
  expect(await answerTo('wake')).toEqual({ status: 'Success' });
  await eventually('all groups', () =>
    door.messages.some(({ payload }, index) => index > 0 && payload.toString().includes('"service"')),
  );
  const { presence } = door;
  const before = presence.length;
  await door.gateway.wake({ vehicleId: 1, vin: 'VIN1' }, Buffer.from('{"at":"again"}'));
  await eventually('a word of the vehicle that is awake', () => presence.length > before);
  expect(presence.at(-1)).toEqual([1, true]);
});
