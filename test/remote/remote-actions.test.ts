import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureCauses } from '../../src/model/remote.ts';
import { dayMs, minuteMs } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { inShort } from '../support/remote/remote-steps.ts';
import { remoteTester } from '../support/remote/remote-tester.ts';
import { honks, locks, openRemoteWorld, type RemoteWorld, succeeds } from '../support/remote/remote-world.ts';

let world: RemoteWorld;

beforeAll(async () => {
  world = await openRemoteWorld();
});
afterAll(() => world.stop());

const { idOf, post, told, eventuallyTold, eventuallyTakes, eventuallyWoken } = remoteTester(() => world);

describe('an action on a vehicle that is awake', () => {
  test('is sent with its id and a time after which it is not executed, and ends as the vehicle says', async () => {
    const vehicleId = await world.addVehicle();
    const id = await post(vehicleId);
    await eventuallyTakes(vehicleId, 1);
    const [command] = world.vehicle(vehicleId).takes;
    expect(command).toMatchObject({ id, type: 'Doors', body: locks.body });
    expect(command?.expiresAt).toBeLessThanOrEqual(world.clock.now() + minuteMs);
    expect(await told(id)).toEqual(['Accepted', 'SentToVehicle']);
    expect(await world.actions.result(vehicleId, id, succeeds)).toBe('taken');
    const steps = await world.stepsOf(id);
    expect(inShort(steps.told)).toEqual(['Accepted', 'SentToVehicle', 'Success']);
    expect(steps.queued).toEqual(steps.told);
  });

  test('fails for each reason that a vehicle can give', async () => {
    const vehicleId = await world.addVehicle();
    for (const failureCause of failureCauses) {
      const id = await post(vehicleId, honks);
      await world.actions.result(vehicleId, id, { status: 'Failed', failureCause });
      expect(await told(id)).toEqual(['Accepted', 'SentToVehicle', `Failed ${failureCause}`]);
    }
  });

  test('fails when the vehicle does not answer in time; what it says later is kept and changes nothing', async () => {
    const vehicleId = await world.addVehicle();
    const id = await post(vehicleId);
    world.clock.advance(61_000);
    const failed = ['Accepted', 'SentToVehicle', 'Failed VehicleConnectionTimeout'];
    await eventuallyTold(id, failed);
    expect(await world.actions.result(vehicleId, id, succeeds)).toBe('late');
    const steps = await world.stepsOf(id);
    expect([inShort(steps.told), inShort(steps.late)]).toEqual([failed, ['Success']]);
    expect(inShort(steps.queued)).toEqual(failed);
  });

  test('is not another vehicle’s to answer, and said twice counts once', async () => {
    const [vehicleId, other] = [await world.addVehicle(), await world.addVehicle()];
    const id = await post(vehicleId);
    expect(await world.actions.result(other, id, succeeds)).toBe('unknown');
    expect(await world.actions.result(vehicleId, 'f00', succeeds)).toBe('unknown');
    expect(await world.actions.result(vehicleId, id, undefined)).toBe('unreadable');
    const both = [succeeds, succeeds].map((result) => world.actions.result(vehicleId, id, result));
    expect(await Promise.all(both)).toEqual(['taken', 'late']);
    expect((await world.stepsOf(id)).late).toEqual([]);
  });

  test('keeps a bounded number of late answers', async () => {
    const vehicleId = await world.addVehicle();
    const id = await post(vehicleId);
    await world.actions.result(vehicleId, id, succeeds);
    for (let turn = 0; turn < 30; turn += 1)
      await world.actions.result(vehicleId, id, { status: 'Failed', failureCause: 'VehicleError' });
    expect((await world.stepsOf(id)).late).toHaveLength(17);
  });
});

describe('an action on a vehicle that sleeps', () => {
  test('wakes it, and is sent when it says something', async () => {
    const vehicleId = await world.addVehicle();
    world.vehicle(vehicleId).heardAt -= 180_000;
    const id = await post(vehicleId);
    await eventuallyWoken(vehicleId, 1);
    expect(await told(id)).toEqual(['Accepted', 'WakingUpVehicle']);
    world.vehicle(vehicleId).heardAt = world.clock.now();
    world.actions.onHeard(vehicleId);
    await eventuallyTold(id, ['Accepted', 'WakingUpVehicle', 'SentToVehicle']);
    await eventuallyTakes(vehicleId, 1);
  });

  test('is sent, too, when nobody told that the vehicle came', async () => {
    const vehicleId = await world.addVehicle();
    world.vehicle(vehicleId).isOnLine = false;
    const id = await post(vehicleId);
    Object.assign(world.vehicle(vehicleId), { isOnLine: true, heardAt: world.clock.now() });
    await eventuallyTold(id, ['Accepted', 'WakingUpVehicle', 'SentToVehicle']);
  });

  test('of two types wakes it once', async () => {
    const vehicleId = await world.addVehicle();
    world.vehicle(vehicleId).isOnLine = false;
    const ids = await Promise.all([post(vehicleId, locks), post(vehicleId, honks)]);
    await eventuallyWoken(vehicleId, 1);
    Object.assign(world.vehicle(vehicleId), { isOnLine: true, heardAt: world.clock.now() });
    world.actions.onPresence(vehicleId, true);
    for (const id of ids) await eventuallyTold(id, ['Accepted', 'WakingUpVehicle', 'SentToVehicle']);
    const { rows } = await world.database.pool.query('select count from wake_ups where vehicle_id = $1', [
      vehicleId,
    ]);
    expect(rows).toEqual([{ count: 1 }]);
  });

  test('fails when it does not wake, and when it cannot be called', async () => {
    const [silent, unreachable] = [await world.addVehicle(), await world.addVehicle()];
    for (const vehicleId of [silent, unreachable]) world.vehicle(vehicleId).isOnLine = false;
    const id = await post(silent);
    expect(await world.actions.result(silent, id, succeeds)).toBe('unknown');
    await eventuallyWoken(silent);
    world.wakeUpError = new Error('the gateway is down');
    const other = await post(unreachable);
    await eventuallyTold(other, ['Accepted', 'WakingUpVehicle', 'Failed GeneralError']);
    world.wakeUpError = undefined;
    world.clock.advance(61_000);
    await eventuallyTold(id, ['Accepted', 'WakingUpVehicle', 'Failed VehicleConnectionTimeout']);
  });

  test('tells of a navigation neither that it was accepted nor that the vehicle is woken', async () => {
    const vehicleId = await world.addVehicle();
    world.vehicle(vehicleId).isOnLine = false;
    const id = await post(vehicleId, { type: 'Navigation', body: { navigation: { positions: [{}] } } });
    expect(await told(id)).toEqual(['SentToVehicle']);
    await eventuallyWoken(vehicleId);
    Object.assign(world.vehicle(vehicleId), { isOnLine: true, heardAt: world.clock.now() });
    world.actions.onPresence(vehicleId, true);
    await eventuallyTakes(vehicleId, 1);
    await world.actions.result(vehicleId, id, { status: 'AlreadyDone' });
    expect(await told(id)).toEqual(['SentToVehicle', 'AlreadyDone']);
  });
});

describe('an action is refused', () => {
  test('while another of its type goes on, also where both come at once', async () => {
    const vehicleId = await world.addVehicle();
    const [first, second, other] = await Promise.all([
      post(vehicleId),
      post(vehicleId),
      post(vehicleId, honks),
    ]);
    expect(await told(first)).toEqual(['Accepted', 'SentToVehicle']);
    expect(await told(second)).toEqual(['Failed SameActionInProgress']);
    expect(await told(other)).toEqual(['Accepted', 'SentToVehicle']);
    await world.actions.result(vehicleId, first, succeeds);
    expect(await told(await post(vehicleId))).toEqual(['Accepted', 'SentToVehicle']);
  });

  test('by rights, capabilities and words that the vehicle lacks', async () => {
    const [without, unable, foreign] = [
      await world.addVehicle(),
      await world.addVehicle('Thermic'),
      await world.addVehicle(),
    ];
    await world.database.pool.query(
      "delete from vehicle_services where vehicle_id = $1 and audience = 'endUser'",
      [without],
    );
    expect(await told(await post(without))).toEqual(['Failed MissingRights']);
    const charge = {
      type: 'ElectricBatteryChargingRequest',
      body: { charging: { immediate: true } },
    } as const;
    expect(await told(await post(unable, charge))).toEqual(['Failed WrongCommand']);
    world.vehicle(foreign).language = 'other';
    expect(await told(await post(foreign))).toEqual(['Failed WrongCommand']);
  });

  test('by the state of the vehicle', async () => {
    const vehicleId = await world.addVehicle();
    const refusals = [
      [
        { 'energies.Electric': { type: 'Electric', level: 4 } },
        ['VehicleBatteryChargeTooLow', 'Failed NotPossibleDueToVehicleBatteryLevel'],
      ],
      [
        { privacy: { state: 'Full' } },
        ['Accepted', 'CheckingVehicle', 'Failed NotPossibleDueToVehiclePrivacyLevel'],
      ],
      [
        { stolen: { state: true } },
        ['Accepted', 'CheckingVehicle', 'Failed NotPossibleDueToVehicleStolenState'],
      ],
    ] as const;
    for (const [status, steps] of refusals) {
      world.state(vehicleId, status);
      expect(await told(await post(vehicleId))).toEqual(steps);
    }
    world.state(vehicleId, { ignition: { type: 'Start' } });
    const unlock = { type: 'Doors', body: { door: { state: 'Unlocked' } } } as const;
    expect(await told(await post(vehicleId, unlock))).toEqual([
      'Accepted',
      'CheckingVehicle',
      'Failed VehicleInUse',
    ]);
  });

  test('beyond its numbers: within a minute, a day, and a month of wake-ups until that is over', async () => {
    const [quick, often, sleeper] = [
      await world.addVehicle(),
      await world.addVehicle(),
      await world.addVehicle(),
    ];
    await world.actions.stop();
    world.start({ remotesPerMinute: 2, remotesPerDay: 3, wakeUpsPerMonth: 1 });
    const one = async (vehicleId: number) => {
      const id = await post(vehicleId);
      await world.actions.result(vehicleId, id, succeeds);
      return (await told(id)).at(-1);
    };
    expect(await one(quick)).toBe('Success');
    expect(await one(quick)).toBe('Success');
    expect(await one(quick)).toBe('Failed TooManyRequestInShortTime');
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await one(often)).toBe('Success');
      world.clock.advance(61_000);
    }
    world.vehicle(often).heardAt = world.clock.now();
    expect(await one(often)).toBe('Failed TooManyRequestSent');
    world.vehicle(sleeper).isOnLine = false;
    const month = async () => {
      const id = await post(sleeper);
      const steps = await told(id);
      world.clock.advance(61_000);
      await eventually('a failure', async () => (await told(id)).at(-1)?.startsWith('Failed'));
      return steps;
    };
    expect(await month()).toEqual(['Accepted', 'WakingUpVehicle']);
    expect(await month()).toEqual(['TooManyWakeUpsOverMonth', 'Failed TooManyWakeUpsOverMonth']);
    world.clock.advance(31 * dayMs);
    expect(await month()).toEqual(['Accepted', 'WakingUpVehicle']);
    await world.actions.stop();
    world.start();
  });

  test('where callback or vehicle are no more, or the key was used', async () => {
    const vehicleId = await world.addVehicle();
    const asked = world.asked(vehicleId);
    expect(await world.actions.post({ ...asked, callbackId: 999_999 })).toEqual({ refused: 'gone' });
    expect(await world.actions.post({ ...asked, vehicleId: 999_999 })).toEqual({ refused: 'gone' });
    const keyed = { ...asked, idempotency: { key: 'again', hash: Buffer.from('one') } };
    const both = await Promise.all([world.actions.post(keyed), world.actions.post(keyed)]);
    expect(both[1]).toEqual({ refused: 'keyTaken' });
    expect(await world.actions.post(keyed)).toEqual({ refused: 'keyTaken' });
    world.clock.advance(dayMs + 1000);
    world.vehicle(vehicleId).heardAt = world.clock.now();
    expect(idOf(await world.actions.post(keyed))).not.toBe('');
  });
});
