import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/adapters/vehicle-link-2/decode.ts';
import { unify } from '../../../src/unify/unify.ts';
import { createActor } from '../../actor.ts';
import { groupsOf } from '../../generations/generation-2-groups.ts';
import type { CommandBody } from '../../vehicle-client/body.ts';
import { type Motorization, motorizations } from '../cars.ts';
import { createVehicle } from '../create-vehicle.ts';
import { seededRandom } from '../random.ts';
import { advance } from '../step.ts';
import { isAwake, type Pause, type Vehicle } from '../vehicle.ts';
import { keptAwake } from './awake.ts';
import { obey, toldAfter } from './obey.ts';

const at = Date.parse('2026-05-04T07:15:00Z');
const random = seededRandom(4);
const habits = {
  parkedSeconds: [600, 600],
  awakeSeconds: 60,
  tripKm: [2, 4],
  privateTripShare: 0,
  chances: {},
} as const;

function vehicleOf(wish: Partial<Vehicle> = {}, motorization: Motorization = 'Electric'): Vehicle {
  const home = { longitude: 9.19, latitude: 45.464 };
  const base = { motorization, home, last: { electricLevel: 50 }, habits, at, random };
  return { ...createVehicle({ ...base, startMoving: false }), ...wish };
}

const inPhase = (name: Pause, secondsLeft = 100) => vehicleOf({ phase: { name, secondsLeft } });
const driving = createVehicle({
  motorization: 'Electric',
  home: { longitude: 9.19, latitude: 45.464 },
  last: {},
  habits,
  at,
  random,
  startMoving: true,
});
const tell = (vehicle: Vehicle, body: CommandBody, always = 0.5) =>
  obey(vehicle, { body }, { at, random: () => always, awakeSeconds: 180 });
const plugged = (status: 'InProgress' | 'Stopped') => ({ source: 'Slow', status, powerW: 0 }) as const;
const stolen = { isStolen: true, secondsLeft: Infinity };

const success = { status: 'Success' };
const already = { status: 'AlreadyDone' };
const failed = (failureCause: string) => ({ status: 'Failed', failureCause });

describe('what is refused, by the state of the vehicle', () => {
  it.each<[string, Vehicle, CommandBody, object]>([
    ['to lock with a door open', inPhase('Boarding'), { door: { state: 'Locked' } }, failed('DoorsOpen')],
    ['to lock with the key inside', inPhase('Seated'), { door: { state: 'Locked' } }, failed('CidInside')],
    ['to unlock while it drives', driving, { door: { state: 'Unlocked' } }, failed('VehicleInUse')],
    [
      'the doors of a stolen one',
      vehicleOf({ theft: stolen }),
      { door: { state: 'Unlocked' } },
      failed('NotPossibleDueToVehicleStolenState'),
    ],
    ['the horn while it drives', driving, { horn: { state: 'Activated' } }, failed('VehicleInUse')],
    ['the lights while it drives', driving, { lights: { on: true } }, failed('VehicleInUse')],
    [
      'to charge without a plug',
      vehicleOf(),
      { charging: { immediate: true } },
      failed('ExternalChargingSystemError'),
    ],
    [
      'to charge what has no battery',
      vehicleOf({}, 'Thermic'),
      { charging: { immediate: true } },
      failed('WrongCommand'),
    ],
    [
      'to heat while it drives',
      driving,
      { preconditioning: { airConditioning: { immediate: true } } },
      failed('VehicleInUse'),
    ],
    [
      'to heat on the last of the battery',
      vehicleOf({ stores: { ...vehicleOf().stores, batteryWh: 100 } }),
      { preconditioning: { airConditioning: { immediate: true } } },
      failed('NotPossibleDueToVehicleBatteryLevel'),
    ],
    ['to immobilize what drives', driving, { immobilization: { activate: true } }, failed('VehicleInUse')],
    [
      'to immobilize what is not locked',
      vehicleOf({ told: { ...vehicleOf().told, isUnlocked: true } }),
      { immobilization: { activate: true } },
      failed('VehicleIsNotLocked'),
    ],
    [
      'to track what is not stolen',
      vehicleOf(),
      { stolen: { trackingPeriod: { running: 5 } } },
      failed('WrongCommand'),
    ],
    ['what there is no word for', vehicleOf(), {}, failed('WrongCommand')],
    ['a value that is none', vehicleOf(), { lights: {} }, failed('WrongCommand')],
  ])('%s', (...[, vehicle, body, answer]) => {
    const obeyed = tell(vehicle, body);
    expect(obeyed.answer).toEqual(answer);
    expect(obeyed.vehicle.told).toEqual(vehicle.told);
  });

  it('a way that the driver does not want', () => {
    const navigation = { positions: [{ type: 'Point', coordinates: [2, 48] }], driverApproval: true };
    expect(tell(driving, { navigation }, 0.1).answer).toEqual(failed('CanceledByDriver'));
    expect(tell(driving, { navigation }, 0.9).answer).toEqual(success);
  });
});

describe('what is done, and done once', () => {
  it.each<[string, Vehicle, CommandBody]>([
    ['unlocking', vehicleOf(), { door: { state: 'Unlocked' } }],
    ['the horn', vehicleOf(), { horn: { state: 'Activated' } }],
    ['the lights', vehicleOf(), { lights: { on: true } }],
    ['charging', vehicleOf({ supply: plugged('Stopped') }), { charging: { immediate: true } }],
    ['stopping a charge', vehicleOf({ supply: plugged('InProgress') }), { charging: { immediate: false } }],
    ['heating', vehicleOf(), { preconditioning: { airConditioning: { immediate: true } } }],
    ['immobilizing', vehicleOf(), { immobilization: { activate: true } }],
    ['counting as stolen', vehicleOf(), { stolen: { stolen: true } }],
    ['being found', vehicleOf({ theft: stolen }), { stolen: { stolen: false } }],
  ])('%s', (_, vehicle, body) => {
    const first = tell(vehicle, body);
    expect(first.answer).toEqual(success);
    const second = tell(first.vehicle, body);
    expect(second.answer).toEqual(already);
    expect(second.vehicle).toEqual(first.vehicle);
  });

  it('a forced lock says what became of the key', () => {
    const door = { state: 'Locked', forced: true } as const;
    const unlocked = tell(vehicleOf(), { door: { state: 'Unlocked' } }).vehicle;
    expect(tell(unlocked, { door }).answer).toEqual({ ...success, feedbackDetail: 'NoCIDBlacklisted' });
    const inside = tell(inPhase('Seated'), { door });
    expect(inside.answer).toEqual({ ...success, feedbackDetail: 'CIDBlacklisted' });
    expect(inside.vehicle.phase.name).toBe('Parked');
  });

  it('heating draws on the battery and ends; a charge that was put off begins in its time', () => {
    const heated = tell(vehicleOf(), { preconditioning: { airConditioning: { immediate: true } } }).vehicle;
    const later = toldAfter(heated, { at: at + 300_000, seconds: 300 });
    expect(later.told.climate?.status).toBe('Enabled');
    expect(later.stores.batteryWh).toBeLessThan(heated.stores.batteryWh - 100);
    expect(toldAfter(later, { at: at + 700_000, seconds: 400 }).told.climate?.status).toBe('Finished');

    const charging = { schedule: { nextDelayedTime: '2026-05-04T08:00:00Z' } };
    const put = tell(vehicleOf({ supply: plugged('InProgress') }), { charging }).vehicle;
    expect(toldAfter(put, { at: at + 1000, seconds: 1 }).supply.status).toBe('Stopped');
    expect(toldAfter(put, { at: Date.parse('2026-05-04T08:00:00Z'), seconds: 1 }).supply.status).toBe(
      'InProgress',
    );
  });

  it('programs go by their slots, and one whose time comes starts', () => {
    const program = {
      slot: 1,
      actionsType: 'Set',
      enabled: true,
      start: 'PT7H20M',
      occurence: { day: ['Mon'] },
    } as const;
    const programs = (list: object[]) => ({ preconditioning: { airConditioning: { programs: list } } });
    const kept = tell(vehicleOf(), programs([program, { ...program, slot: 2, enabled: false }])).vehicle;
    expect(kept.told.climate?.programs.map(({ slot }) => slot)).toEqual([1, 2]);
    const due = toldAfter(kept, { at: Date.parse('2026-05-04T07:20:00.500Z'), seconds: 1 });
    expect(due.told.climate).toMatchObject({ status: 'Enabled', startingCause: 'Scheduled' });
    const deleted = tell(kept, programs([{ slot: 1, actionsType: 'Delete' }])).vehicle;
    expect(deleted.told.climate?.programs.map(({ slot }) => slot)).toEqual([2]);
  });

  it('an immobilized vehicle does not drive off until it may', () => {
    const locked = tell(inPhase('Parked', 10), { immobilization: { activate: true } }).vehicle;
    const live = (vehicle: Vehicle) => {
      let [now, hasDriven] = [vehicle, false];
      for (let second = 0; second < 1500; second += 1) {
        now = advance(now, { at: at + second * 1000, seconds: 1, random, standingFactor: 1 });
        hasDriven ||= now.phase.name === 'Driving';
      }
      return hasDriven;
    };
    expect(live(locked)).toBe(false);
    expect(live(tell(locked, { immobilization: { activate: false } }).vehicle)).toBe(true);
  });
});

describe('sleep', () => {
  it('ends with a wake-up, and a command keeps awake; standing does not last longer for it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (left, stand) => {
        for (const name of ['Asleep', 'Parked'] as const) {
          const before = { ...inPhase(name, left), standSeconds: name === 'Parked' ? stand : 0 };
          const woken = keptAwake(before, 180);
          expect(isAwake(woken)).toBe(true);
          const whole = ({ phase, standSeconds }: Vehicle) =>
            (phase.name === 'Driving' ? 0 : phase.secondsLeft) + standSeconds;
          expect(whole(woken)).toBe(whole(before));
        }
      }),
    );
  });

  it('does not come over a vehicle that is looked for', () => {
    let vehicle = tell(inPhase('Asleep', 5000), { stolen: { stolen: true } }).vehicle;
    for (let second = 0; second < 400; second += 1)
      vehicle = advance(vehicle, { at: at + second * 1000, seconds: 1, random, standingFactor: 1 });
    expect(isAwake(vehicle)).toBe(true);
  });
});

it('nothing that comes in as JSON makes a vehicle throw', () => {
  const keys = [
    'door',
    'horn',
    'lights',
    'charging',
    'preconditioning',
    'navigation',
    'immobilization',
    'stolen',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...keys),
      fc.object(),
      fc.constantFrom(...motorizations),
      (key, order, kind) => {
        const { vehicle, answer } = tell(vehicleOf({}, kind), { [key]: order });
        expect(['Success', 'AlreadyDone', 'Failed']).toContain(answer.status);
        expect(toldAfter(vehicle, { at: at + 1000, seconds: 1 }).phase).toBeDefined();
      },
    ),
  );
});

describe.each([1, 2] as const)('a vehicle of generation %d', (generation) => {
  it('reports at once what a command changed', () => {
    const login = { vin: 'VR1OBEY', username: 'u', password: 'w', home: { longitude: 9, latitude: 45 } };
    const config = { ...login, generation, motorization: 'Thermic', startMoving: false } as const;
    const actor = createActor(
      config,
      { seed: 3, parkedSeconds: [3600, 3600] },
      { index: 0, fleetSize: 1, at },
    );
    actor.live(at + 1000);
    const command = {
      id: '1',
      type: 'Doors',
      body: { door: { state: 'Unlocked' } },
      expiresAt: at + 60_000,
    } as const;
    const { answer, messages, note } = actor.obey(command, at + 2000);
    expect([answer, note]).toEqual([success, 'unlocks its doors']);
    const said = JSON.parse(messages.at(-1)?.payload ?? '{}');
    expect(generation === 1 ? said.lk : said.doorsState.lockedStates).toEqual(
      generation === 1 ? 0 : ['Unlocked'],
    );
  });
});

it('what a vehicle of generation 2 tells of a charge put off and of heating is understood in full', () => {
  const told = [
    { charging: { schedule: { nextDelayedTime: 'PT23H30M' } } },
    {
      preconditioning: {
        airConditioning: { immediate: true, programs: [{ slot: 1, enabled: true, start: 'PT7H' }] },
      },
    },
  ].reduce<Vehicle>(
    (vehicle, body) => tell(vehicle, body).vehicle,
    vehicleOf({ supply: plugged('InProgress') }),
  );
  const { preconditioning, energies } = groupsOf;
  const report = {
    id: '1',
    at: new Date(at).toISOString(),
    preconditioning: preconditioning(told),
    energies: energies(told),
  };
  const { drafts, unknown } = decode(Buffer.from(JSON.stringify(report)));
  const refused = [...unknown];
  const groups = unify(drafts[0]?.groups ?? {}, (path, reason) => refused.push(`${path} ${reason}`));
  expect(refused).toEqual([]);
  expect(groups?.preconditioning).toMatchObject({ status: 'Enabled', startingCause: 'Immediate' });
  const { charging } = groups?.['energies.Electric']?.extension?.electric ?? {};
  expect(charging).toMatchObject({ status: 'Stopped', plugged: true, nextDelayedTime: 'PT23H30M' });
});
