import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Fleet, runFleet } from '../../simulator/fleet.ts';
import { findLast } from '../../src/cli/simulate/last-known.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { remotesOf } from '../support/remote/remote-requests.ts';
import { type Someone, subscribersOf } from '../support/subscribers/subscribers.ts';

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

describe('a simulated vehicle that begins its next life', () => {
  it('goes by what it was told in the one before', async () => {
    const own = await simulated(2, 3600);
    await remote(own, { door: { state: 'Unlocked' } });
    const program = { slot: 1, enabled: true, start: 'PT7H20M', occurence: { day: ['Mon'] } };
    await remote(own, { preconditioning: { airConditioning: { programs: [program] } } });
    await untilStatus(
      own,
      'the program',
      ({ preconditioning }) => preconditioning?.airConditioning?.programs?.length === 1,
    );
    await remote(own, { charging: { schedule: { nextDelayedTime: 'PT23H30M' } } });
    await eventually('what was told last', async () => {
      const told = (await findLast(cloud.database, own.vehicle.vin))?.told;
      return told?.isUnlocked && told.chargeStart === 'PT23H30M' && told.climatePrograms?.[0]?.slot === 1;
    });
  });

  it('stays immobilized until it is told otherwise', async () => {
    const own = await simulated(2, 3600);
    const isImmobilized = async () =>
      (await findLast(cloud.database, own.vehicle.vin))?.told?.isImmobilized === true;
    const told = async (activate: boolean, status: string) => {
      await cloud.database.pool.query(
        `insert into remote_actions (public_id, vehicle_id, callback_id, client_id, user_id, type, request, step, phase,
            steps, created_at, updated_at, expires_at)
         select md5(random()::text), $1, id, client_id, user_id, 'Immobilization', $2, $3, 'done', 3, now(), now(), now()
           from callbacks where public_id = $4`,
        [
          own.vehicle.vehicleId,
          JSON.stringify({ type: 'Immobilization', body: { immobilization: { activate } } }),
          JSON.stringify({ type: 'Done', status }),
          own.cbid,
        ],
      );
      return isImmobilized();
    };
    expect(await isImmobilized()).toBe(false);
    expect(await told(true, 'Success')).toBe(true);
    expect(await told(false, 'Failed')).toBe(true);
    expect(await told(false, 'Success')).toBe(false);
  });
});

it('what became of remote actions is in the metrics, by type and outcome', async () => {
  const own = await simulated(2, 3600);
  const metrics = async () => (await cloud.get('/metrics', { isPlain: true })).text;
  const ofLights = async (outcome: string) =>
    Number(
      new RegExp(`roadwire_remote_actions_total\\{type="Lights",outcome="${outcome}"\\} (\\d+)`).exec(
        await metrics(),
      )?.[1] ?? 0,
    );
  const before = [await ofLights('Success'), await ofLights('AlreadyDone')];
  await remote(own, { lights: { on: true } });
  await remote(own, { lights: { on: true } });
  const after = [await ofLights('Success'), await ofLights('AlreadyDone')];
  expect(after).toEqual(before.map((count) => count + 1));
  const text = await metrics();
  expect(text).toMatch(/roadwire_remote_action_seconds_count\{type="Lights"\} \d/);
  expect(text).toContain('roadwire_remote_actions_pending{phase="sent"} 0');
  expect(text).toMatch(/outcome="ExternalChargingSystemError"/);
});
