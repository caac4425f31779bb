import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/adapters/vehicle-link-2/decode.ts';
import { unify } from '../../../src/unify/unify.ts';
import { groupsOf, lastingGroups } from '../../generations/generation-2-groups.ts';
import { happeningKinds, places, readHappening } from '../../happenings.ts';
import { type Motorization, motorizations } from '../cars.ts';
import { createVehicle } from '../create-vehicle.ts';
import { seededRandom } from '../random.ts';
import { obey } from '../remote/obey.ts';
import { advance } from '../step.ts';
import { alertsOf, isDriving, type Vehicle } from '../vehicle.ts';
import { distanceM } from '../world/sphere.ts';
import { type HappeningKind, happen, happenings } from './happen.ts';
import type { Happening } from './happening.ts';

const at = Date.parse('2026-05-04T07:15:00Z');
const home = { longitude: 2.3522, latitude: 48.8566 };
const habits = {
  parkedSeconds: [600, 600],
  awakeSeconds: 60,
  tripKm: [8, 9],
  privateTripShare: 0,
  chances: {},
} as const;

function vehicleOf(startMoving: boolean, motorization: Motorization = 'Electric'): Vehicle {
  const random = seededRandom(7);
  return createVehicle({
    motorization,
    home,
    last: { electricLevel: 50, fuelLevel: 50 },
    habits,
    at,
    random,
    startMoving,
  });
}

function lived(vehicle: Vehicle, happening: Happening & { kind: HappeningKind }, seconds = 0): Vehicle {
  const random = seededRandom(9);
  const happened = happen(vehicle, happening, { at, random });
  if ('refused' in happened) throw new Error(happened.refused);
  return advance(happened.vehicle, { at: at + seconds * 1000, seconds, random, standingFactor: 1 });
}

const why = (vehicle: Vehicle, happening: Happening & { kind: HappeningKind }) => {
  const happened = happen(vehicle, happening, { at, random: seededRandom(9) });
  return 'refused' in happened ? happened.refused : undefined;
};

const [parked, driving] = [vehicleOf(false), vehicleOf(true)];

describe('what happens to a parked vehicle', () => {
  it('opens a door, which keeps it from being locked until it is closed', () => {
    const open = lived(parked, { kind: 'OpenDoor', door: 'Trunk' }, 30);
    expect(groupsOf.doorsState(open)).toMatchObject({
      lockedStates: ['Unlocked'],
      opening: expect.arrayContaining([{ identifier: 'Trunk', state: 'Open' }]),
    });
    const lock = { body: { door: { state: 'Locked' } } } as const;
    const moment = { at, random: seededRandom(1), awakeSeconds: 60 };
    expect(obey(open, lock, moment).answer).toMatchObject({ failureCause: 'DoorsOpen' });
    const closed = lived(open, { kind: 'CloseDoors' });
    expect(obey(closed, lock, moment).answer).toEqual({ status: 'Success' });
  });

  it('plugs it in and charges it, and stops', () => {
    const charging = lived(parked, { kind: 'StartCharging' }, 60);
    expect(charging.supply).toMatchObject({ source: 'Slow', status: 'InProgress' });
    expect(charging.stores.batteryWh).toBeGreaterThan(parked.stores.batteryWh);
    expect(lived(charging, { kind: 'StopCharging' }, 60).supply.status).toBe('Stopped');
    expect(why(vehicleOf(false, 'Thermic'), { kind: 'StartCharging' })).toBe('it has no plug');
  });

  it('sounds its alarm', () => {
    expect(lived(parked, { kind: 'Alarm' }).trigger).toMatchObject({ at });
    expect(why(driving, { kind: 'Alarm' })).toMatch(/park it first/);
  });

  it('is stolen until the theft is ended', () => {
    const gone = lived(parked, { kind: 'Steal' }, 60);
    expect(groupsOf.stolen(gone)).toEqual({ state: true });
    expect(isDriving(gone)).toBe(true);
    expect(groupsOf.stolen(lived(gone, { kind: 'EndTheft' }))).toEqual({ state: false });
  });

  it('falls asleep at once', () => {
    expect(lived(parked, { kind: 'Sleep' }).phase.name).toBe('Asleep');
  });
});

describe('what happens to a driving vehicle', () => {
  it('parks within a few hundred metres, and stays', () => {
    const stopped = lived(driving, { kind: 'Park' }, 90);
    expect(stopped.phase.name).toBe('Parked');
    expect(distanceM(stopped.place, driving.place)).toBeLessThan(300);
    const later = { at: at + 690_000, seconds: 600, random: seededRandom(3), standingFactor: 1 };
    expect(advance(stopped, later).phase.name).toBe('Parked');
  });

  it('drives where it is sent, from the road or from where it stands', () => {
    const [{ longitude, latitude }] = places;
    const position = { longitude, latitude };
    for (const vehicle of [driving, parked]) {
      let now = lived(vehicle, { kind: 'DriveTo', position }, 30);
      for (let minute = 0; minute < 60 && (minute === 0 || isDriving(now)); minute += 1)
        now = advance(now, {
          at: at + minute * 60_000,
          seconds: 60,
          random: seededRandom(minute),
          standingFactor: 1,
        });
      expect(distanceM(now.place, position)).toBeLessThan(50);
    }
  });

  it('is not sent to the other end of the world, nor nowhere', () => {
    const position = { longitude: 100, latitude: 0 };
    expect(why(driving, { kind: 'DriveTo', position })).toMatch(/too far/);
    expect(why(driving, { kind: 'DriveTo', position: driving.place })).toMatch(/already/);
  });

  it('has an accident as hard as was wished', () => {
    expect(lived(driving, { kind: 'Collision', severity: 'Major' })).toMatchObject({
      collision: { severity: 'Major', at },
      phase: { name: 'Stranded' },
    });
  });

  it('lights a lamp until it is cleared', () => {
    const lit = lived(driving, { kind: 'WarningLamp', type: 'OilLevelLow' }, 30);
    expect(alertsOf(lit)).toContain('OilLevelLow');
    expect(alertsOf(lived(lit, { kind: 'ClearLamp' }))).not.toContain('OilLevelLow');
  });

  it('has next to nothing left to drive on', () => {
    const { stores, car } = lived(driving, { kind: 'EmptyBattery' });
    expect(stores.batteryWh / car.batteryWh).toBeLessThan(0.05);
  });

  it('keeps its privacy mode on later trips', () => {
    const quiet = lived(driving, { kind: 'PrivacyMode', mode: 'Geolocation' });
    const later = lived(lived(quiet, { kind: 'Park' }, 120), { kind: 'DriveTo', position: home }, 60);
    expect(later.privacy).toBe('Geolocation');
  });
});

it('whatever happens, in any order and to any vehicle, the vehicle lives on and what it says is understood', () => {
  const kinds = fc.constantFrom(...(Object.keys(happenings) as HappeningKind[]));
  const one = fc.record({ kind: kinds, seconds: fc.integer({ min: 0, max: 120 }) });
  fc.assert(
    fc.property(
      fc.array(one, { maxLength: 8 }),
      fc.constantFrom(...motorizations),
      fc.boolean(),
      (all, car, moves) => {
        const random = seededRandom(11);
        let [vehicle, now] = [vehicleOf(moves, car), at];
        for (const { kind, seconds } of all) {
          const mode = 'Geolocation' as const;
          const happened = happen(vehicle, { kind, position: places[1], mode }, { at: now, random });
          now += seconds * 1000;
          vehicle = 'refused' in happened ? vehicle : happened.vehicle;
          vehicle = advance(vehicle, { at: now, seconds, random, standingFactor: 1 });
        }
        const groups = Object.fromEntries(lastingGroups.map((name) => [name, groupsOf[name](vehicle)]));
        const payload = JSON.stringify({ id: '1', at: new Date(now).toISOString(), ...groups });
        const { drafts, unknown } = decode(Buffer.from(payload));
        const refused = [...unknown];
        unify(drafts[0]?.groups ?? {}, (path, reason) => refused.push(`${path} ${reason}`));
        expect(refused).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

describe('a happening as JSON', () => {
  it.each(happeningKinds.filter((kind) => kind !== 'DriveTo' && kind !== 'PrivacyMode'))(
    'is known by its kind alone: %s',
    (kind) => {
      expect(readHappening({ kind })).toEqual({ happening: { kind } });
    },
  );

  it.each([
    [undefined, /object/],
    [{ kind: 'Fly' }, /^kind: expected one of OpenDoor/],
    [{ kind: 'OpenDoor', door: 'Roof' }, /^door: expected one of Driver/],
    [{ kind: 'Park', door: 'Driver' }, /^door: not a field of Park/],
    [{ kind: 'PrivacyMode' }, /^mode: expected/],
    [{ kind: 'DriveTo', place: 'Atlantis' }, /^place: expected one of/],
    [{ kind: 'DriveTo', position: { longitude: '2', latitude: 48 } }, /or a position/],
  ])('is refused with what was expected: %j', (given, fault) => {
    expect(readHappening(given)).toEqual({ fault: expect.stringMatching(fault) });
  });
});
