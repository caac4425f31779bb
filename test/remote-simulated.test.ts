import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Fleet, runFleet } from '../simulator/fleet.ts';
import { type Body, startTestCloud, type TestCloud } from './support/cloud.ts';
import { eventually } from './support/eventually.ts';
import { remotesOf } from './support/remote-requests.ts';
import { type Someone, subscribersOf } from './support/subscribers.ts';

let cloud: TestCloud;
let people: ReturnType<typeof subscribersOf>;
let fleet: Fleet | undefined;
beforeAll(async () => {
  cloud = await startTestCloud();
  people = subscribersOf(cloud);
});
afterEach(() => fleet?.stop());
afterAll(() => cloud.stop());

/** The vehicle of somebody, simulated: parked, and asleep so many seconds after its start. */
async function simulated(generation: 1 | 2, awakeSeconds: number): Promise<Someone> {
  const own = await people.someone();
  const { vin, username, secret: password } = own.vehicle;
  const home = { longitude: 9.19, latitude: 45.464 };
  const kind = { generation, motorization: 'Electric', startMoving: false, home } as const;
  fleet = runFleet(
    {
      mqttUrl: cloud.mqttUrl,
      seed: 1,
      parkedSeconds: [3600, 3600],
      awakeSeconds,
      vehicles: [{ vin, username, password, ...kind, last: { electricLevel: 60 } }],
    },
    { clock: cloud.clock.now },
  );
  await eventually('a first report', async () => (await cloud.getOf(own.vehicle, 'status')).status === 200);
  return own;
}

/** Asks for it, and gives what became of it, with the steps in between. */
async function remote(own: Someone, body: object) {
  const asked = await own.send('post', remotesOf(own), body);
  expect(asked.status).toBe(202);
  const { remoteActionId: id } = asked.body;
  const done = await eventually('the action to be done', async () => {
    const { body: seen } = await own.send('get', `${remotesOf(own)}/${id}`);
    return ['Success', 'AlreadyDone', 'Failed'].includes(seen.status) && seen;
  });
  const { rows } = await cloud.database.pool.query<{ status: string }>(
    `select s.step::json ->> 'status' as status from remote_steps s
     join remote_actions a on a.id = s.action_id where a.public_id = $1 order by s.number`,
    [id],
  );
  return { status: done.status, cause: done.failureCause, steps: rows.map(({ status }) => status) };
}

const untilStatus = (own: Someone, what: string, fits: (body: Body) => boolean) =>
  eventually(what, async () => fits((await cloud.getOf(own.vehicle, 'status')).body));
describe('a simulated vehicle that is awake', () => {
  it('unlocks and heats, and its status shows it; what is so already is said to be', async () => {
    const own = await simulated(2, 3600);
    const unlock = { door: { state: 'Unlocked' } };
    expect((await remote(own, unlock)).status).toBe('Success');
    await untilStatus(own, 'unlocked doors', ({ doorsState }) => doorsState?.lockedStates[0] === 'Unlocked');
    expect((await remote(own, unlock)).status).toBe('AlreadyDone');
    const heat = { preconditioning: { airConditioning: { immediate: true } } };
    expect((await remote(own, heat)).status).toBe('Success');
    await untilStatus(
      own,
      'a vehicle that heats',
      ({ preconditioning }) => preconditioning?.airConditioning?.status === 'Enabled',
    );
    const charge = await remote(own, { charging: { immediate: true } });
    expect([charge.status, charge.cause]).toEqual(['Failed', 'ExternalChargingSystemError']);
  });

  it('of generation 1 takes what such a car could, and nothing else', async () => {
    const own = await simulated(1, 3600);
    expect((await remote(own, { door: { state: 'Unlocked' } })).status).toBe('Success');
    await untilStatus(own, 'unlocked doors', ({ doorsState }) => doorsState?.lockedStates[0] === 'Unlocked');
    const heat = await remote(own, { preconditioning: { airConditioning: { immediate: true } } });
    expect([heat.status, heat.cause]).toEqual(['Failed', 'WrongCommand']);
  });
});

describe('a simulated vehicle that sleeps', () => {
  it('is woken first', async () => {
    const own = await simulated(2, 0);
    await eventually('it to have been awake', () => fleet?.counts().waiting === 0);
    await eventually('it to sleep', () => fleet?.counts().listening === 0);
    const lights = await remote(own, { lights: { on: true } });
    expect(lights.status).toBe('Success');
    expect(lights.steps).toEqual(['Accepted', 'WakingUpVehicle', 'SentToVehicle', 'Success']);
  });
});
