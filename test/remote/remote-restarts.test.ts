import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommandResult, failureCauses, type RemoteRequest } from '../../src/model/remote.ts';
import { trimRemotes } from '../../src/store/remote/remote-schedule.ts';
import { eventually } from '../support/eventually.ts';
import { inShort, isLegal } from '../support/remote/remote-steps.ts';
import { remoteTester } from '../support/remote/remote-tester.ts';
import { honks, locks, openRemoteWorld, type RemoteWorld, succeeds } from '../support/remote/remote-world.ts';

let world: RemoteWorld;

beforeAll(async () => {
  world = await openRemoteWorld();
});
afterAll(() => world.stop());

const { idOf, post, told, eventuallyTold, eventuallyTakes, eventuallyWoken } = remoteTester(() => world);

describe('a vehicle that comes and goes', () => {
  test('is told again, with the same id, what it may have missed', async () => {
    const vehicleId = await world.addVehicle();
    const id = await post(vehicleId);
    await eventuallyTakes(vehicleId, 1);
    world.actions.onPresence(vehicleId, false);
    world.actions.onPresence(vehicleId, true);
    await eventuallyTakes(vehicleId, 2);
    expect(world.vehicle(vehicleId).takes.map((one) => one.id)).toEqual([id, id]);
    expect(await told(id)).toEqual(['Accepted', 'SentToVehicle']);
  });

  test('is told when it is back what was to be sent as its line broke, in time or not at all', async () => {
    const [back, away] = [await world.addVehicle(), await world.addVehicle()];
    for (const vehicleId of [back, away]) world.vehicle(vehicleId).isBreaking = true;
    const ids = [await post(back), await post(away)] as [string, string];
    for (const id of ids) expect(await told(id)).toEqual(['Accepted', 'SentToVehicle']);
    world.vehicle(back).isBreaking = false;
    await eventuallyTakes(back, 1);
    expect(await world.actions.result(back, ids[0], succeeds)).toBe('taken');
    world.clock.advance(61_000);
    await eventuallyTold(ids[1], ['Accepted', 'SentToVehicle', 'Failed VehicleConnectionTimeout']);
    world.vehicle(away).isBreaking = false;
    world.actions.onPresence(away, true);
    // The next one is told, and it alone.
    world.vehicle(away).heardAt = world.clock.now();
    const next = await post(away);
    await eventuallyTakes(away, 1);
    expect(world.vehicle(away).takes.map(({ id }) => id)).toEqual([next]);
  });

  test('forgets what its callback was deleted with', async () => {
    const vehicleId = await world.addVehicle();
    const callbackId = await world.addCallback();
    const posted = await world.actions.post({ ...world.asked(vehicleId), callbackId });
    await world.database.pool.query('delete from callbacks where id = $1', [callbackId]);
    expect(await world.actions.result(vehicleId, idOf(posted), succeeds)).toBe('unknown');
    expect(await told(await post(vehicleId))).toEqual(['Accepted', 'SentToVehicle']);
  });
});

test('who has a vehicle no more is told no more of it', async () => {
  const vehicleId = await world.addVehicle();
  const id = await post(vehicleId);
  await world.database.pool.query('delete from user_vehicles where vehicle_id = $1', [vehicleId]);
  expect(await world.actions.result(vehicleId, id, succeeds)).toBe('taken');
  const steps = await world.stepsOf(id);
  expect(inShort(steps.told)).toEqual(['Accepted', 'SentToVehicle', 'Success']);
  expect(inShort(steps.queued)).toEqual(['Accepted', 'SentToVehicle']);
});

describe('what somebody asked for who has the vehicle no more, or no service that allows it', () => {
  const lose = (vehicleId: number) =>
    world.database.pool.query('delete from user_vehicles where vehicle_id = $1', [vehicleId]);
  const refused = 'Failed MissingRights';

  test('is not sent when the vehicle wakes', async () => {
    const vehicleId = await world.addVehicle();
    world.vehicle(vehicleId).isOnLine = false;
    const id = await post(vehicleId);
    await eventuallyWoken(vehicleId);
    await lose(vehicleId);
    Object.assign(world.vehicle(vehicleId), { isOnLine: true, heardAt: world.clock.now() });
    world.actions.onPresence(vehicleId, true);
    await eventuallyTold(id, ['Accepted', 'WakingUpVehicle', refused]);
    expect(world.vehicle(vehicleId).takes).toEqual([]);
  });

  test('is not sent when the service has ended before the vehicle wakes', async () => {
    const vehicleId = await world.addVehicle();
    world.vehicle(vehicleId).isOnLine = false;
    const ids = [await post(vehicleId), await post(vehicleId, honks)];
    await eventuallyWoken(vehicleId);
    await world.database.pool.query(
      "update vehicle_services set scopes = '{remote:horn:write}' where vehicle_id = $1 and audience = 'endUser'",
      [vehicleId],
    );
    Object.assign(world.vehicle(vehicleId), { isOnLine: true, heardAt: world.clock.now() });
    world.actions.onPresence(vehicleId, true);
    await eventuallyTold(ids[0] as string, ['Accepted', 'WakingUpVehicle', refused]);
    await eventuallyTold(ids[1] as string, ['Accepted', 'WakingUpVehicle', 'SentToVehicle']);
    expect(world.vehicle(vehicleId).takes.map(({ type }) => type)).toEqual(['Horn']);
  });

  test('is not sent again when the vehicle comes back', async () => {
    const vehicleId = await world.addVehicle();
    const id = await post(vehicleId);
    await eventuallyTakes(vehicleId, 1);
    await lose(vehicleId);
    world.actions.onPresence(vehicleId, false);
    world.actions.onPresence(vehicleId, true);
    await eventuallyTold(id, ['Accepted', 'SentToVehicle', refused]);
    expect(world.vehicle(vehicleId).takes).toHaveLength(1);
  });

  test('is not done by a restart either', async () => {
    const [sleeper, awake] = [await world.addVehicle(), await world.addVehicle()];
    world.vehicle(sleeper).isOnLine = false;
    const ids = [await post(sleeper), await post(awake)];
    await eventuallyTakes(awake, 1);
    await eventuallyWoken(sleeper);
    await world.actions.stop();
    for (const vehicleId of [sleeper, awake]) await lose(vehicleId);
    world.start();
    await eventuallyTold(ids[0] as string, ['Accepted', 'WakingUpVehicle', refused]);
    await eventuallyTold(ids[1] as string, ['Accepted', 'SentToVehicle', refused]);
    expect(world.vehicle(awake).takes).toHaveLength(1);
  });
});

test('what is old goes, with its steps, and what is under way stays', async () => {
  const [old, busy] = [await world.addVehicle(), await world.addVehicle()];
  const ids = [await post(old), await post(busy)] as [string, string];
  await world.actions.result(old, ids[0], succeeds);
  const later = world.clock.now() + 1000;
  await trimRemotes(world.database, { before: later, now: later });
  expect(await told(ids[0])).toEqual([]);
  expect(await told(ids[1])).toEqual(['Accepted', 'SentToVehicle']);
});

test('what was begun goes on after a restart', async () => {
  const [sleeper, awake] = [await world.addVehicle(), await world.addVehicle()];
  world.vehicle(sleeper).isOnLine = false;
  const ids = [await post(sleeper), await post(awake)];
  await eventuallyTakes(awake, 1);
  await eventuallyWoken(sleeper);
  await world.actions.stop();
  world.start();
  await eventuallyWoken(sleeper, 2);
  await eventuallyTakes(awake, 2);
  world.clock.advance(61_000);
  const failed = 'Failed VehicleConnectionTimeout';
  await eventuallyTold(ids[0] as string, ['Accepted', 'WakingUpVehicle', failed]);
  await eventuallyTold(ids[1] as string, ['Accepted', 'SentToVehicle', failed]);
});

const requests: RemoteRequest[] = [
  locks,
  honks,
  { type: 'WakeUp', body: { wakeUp: { action: 'WakeUp' } } },
  { type: 'Navigation', body: { navigation: { positions: [{}] } } },
];

const result: fc.Arbitrary<CommandResult> = fc.oneof(
  fc.constantFrom<CommandResult>({ status: 'Success' }, { status: 'AlreadyDone' }),
  fc
    .constantFrom(...failureCauses)
    .map((failureCause): CommandResult => ({ status: 'Failed', failureCause })),
);

const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('post' as const), request: fc.constantFrom(...requests) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('answer' as const), which: fc.nat(20), result }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), isOnLine: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(20_000, 61_000) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deaf' as const), isDeaf: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('crash' as const),
      after: fc.integer({ min: 1, max: 60 }),
      isLastDone: fc.boolean(),
    }),
  },
);

type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

/** Whoever asks at the moment of a crash gets no answer, and a vehicle says it again. */
const orNothing = <Value>(promise: Promise<Value>) => promise.catch(() => undefined);

async function happen(
  one: Happening,
  { vehicleId, ids }: { vehicleId: number; ids: string[] },
): Promise<void> {
  const vehicle = world.vehicle(vehicleId);
  if (one.kind === 'post') {
    const posted = await orNothing(world.actions.post(world.asked(vehicleId, one.request)));
    if (posted) ids.push(idOf(posted));
  } else if (one.kind === 'answer') {
    const id = vehicle.takes.at(one.which % Math.max(1, vehicle.takes.length))?.id ?? ids[0] ?? '';
    await orNothing(world.actions.result(vehicleId, id, one.result));
  } else if (one.kind === 'move') {
    Object.assign(vehicle, { isOnLine: one.isOnLine, heardAt: world.clock.now() });
    world.actions.onPresence(vehicleId, one.isOnLine);
  } else if (one.kind === 'wait') {
    world.clock.advance(one.ms);
  } else if (one.kind === 'deaf') {
    world.wakeUpError = one.isDeaf ? new Error('nobody wakes') : undefined;
  } else {
    void world.actions.stop();
    world.start({}, one);
  }
}

async function actionsOf(
  vehicleId: number,
): Promise<{ id: string; request: RemoteRequest; isDone: boolean }[]> {
  const { rows } = await world.database.pool.query(
    `select public_id as id, request::json as request, is_done as "isDone" from remote_actions where vehicle_id = $1`,
    [vehicleId],
  );
  return rows;
}

test('whatever happens in whatever order, and wherever it crashes, only legal steps are told, and all ends', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 14 }), async (happenings) => {
      const vehicleId = await world.addVehicle();
      const ids: string[] = [];
      for (const one of happenings) await happen(one, { vehicleId, ids });
      world.wakeUpError = undefined;
      void world.actions.stop();
      world.start();
      world.clock.advance(121_000);
      await eventually('every action to be done', async () =>
        (await actionsOf(vehicleId)).every(({ isDone }) => isDone),
      );
      const actions = await actionsOf(vehicleId);
      for (const id of ids) expect(actions.map((one) => one.id)).toContain(id);
      for (const { id, request } of actions) {
        const steps = await world.stepsOf(id);
        expect(isLegal(request.type, steps.told), inShort(steps.told).join()).toBe(true);
        expect(steps.told.at(-1)?.type).toBe('Done');
        expect(steps.queued).toEqual(steps.told);
      }
      for (const { id } of world.vehicle(vehicleId).takes)
        expect(inShort((await world.stepsOf(id)).told)).toContain('SentToVehicle');
    }),
    { numRuns: 25 },
  );
}, 120_000);
