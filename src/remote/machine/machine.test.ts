import { describe, expect, it } from 'vitest';
import type { RemoteBody, RemoteRequest, RemoteType } from '../../model/remote.ts';
import type { VehicleState } from '../../model/vehicle-state.ts';
import { begin, next, stepOf } from './machine.ts';
import { obstacleTo, refuse, type Standing } from './refuse.ts';
import { isForParked, situationOf } from './situation.ts';

const limits = { remotesPerMinute: 3, remotesPerDay: 10, wakeUpsPerMonth: 5 };
const timing = { wakeUpMs: 60_000, executionMs: 30_000, ttlMs: 80_000 };
const calm = { isBatteryLow: false, isFullyPrivate: false, isStolen: false, isInUse: false };
const fine: Standing = {
  isEntitled: true,
  isCapable: true,
  lastMinute: 0,
  lastDay: 0,
  isInProgress: false,
  isAwake: true,
  isBeingWoken: false,
  wakeUps: 0,
  vehicle: calm,
};

const of = (type: RemoteType, body: RemoteBody): RemoteRequest => ({ type, body });
const lock = of('Doors', { door: { state: 'Locked' } });
const unlock = of('Doors', { door: { state: 'Unlocked' } });
const charge = of('ElectricBatteryChargingRequest', { charging: { immediate: true } });
const steal = of('Stolen', { stolen: { stolen: true } });
const track = of('Stolen', { stolen: { trackingPeriod: { running: 5 } } });
const immobilize = of('Immobilization', { immobilization: { activate: true } });

describe('what is checked before an action is accepted', () => {
  it.each([
    [{ isEntitled: false, isCapable: false }, 'MissingRights'],
    [{ isCapable: false, lastMinute: 3 }, 'WrongCommand'],
    [{ lastMinute: 3, lastDay: 10 }, 'TooManyRequestInShortTime'],
    [{ lastDay: 10, isInProgress: true }, 'TooManyRequestSent'],
    [{ isInProgress: true, isAwake: false, wakeUps: 5 }, 'SameActionInProgress'],
    [{ isAwake: false, wakeUps: 5, vehicle: { ...calm, isBatteryLow: true } }, 'TooManyWakeUpsOverMonth'],
    [{ vehicle: { ...calm, isBatteryLow: true } }, 'NotPossibleDueToVehicleBatteryLevel'],
  ])('%j is refused for %s, whatever comes after it', (given, cause) => {
    expect(refuse(lock, { ...fine, ...given }, limits)?.cause).toBe(cause);
  });

  it('counts wake-ups only where one is needed', () => {
    const spent = { ...fine, wakeUps: 5 };
    expect(refuse(lock, spent, limits)).toBeUndefined();
    expect(refuse(lock, { ...spent, isAwake: false, isBeingWoken: true }, limits)).toBeUndefined();
  });

  it('lets a low battery be charged, and theft be fought', () => {
    const low = { ...fine, vehicle: { ...calm, isBatteryLow: true } };
    for (const request of [charge, steal, immobilize]) expect(refuse(request, low, limits)).toBeUndefined();
  });
});

describe('what speaks against an action in the state of the vehicle', () => {
  it('is its privacy mode and its theft, but not against what fights theft', () => {
    expect(obstacleTo(lock, { ...calm, isFullyPrivate: true })).toBe('NotPossibleDueToVehiclePrivacyLevel');
    expect(obstacleTo(lock, { ...calm, isStolen: true })).toBe('NotPossibleDueToVehicleStolenState');
    for (const request of [steal, track, immobilize])
      expect(obstacleTo(request, { ...calm, isFullyPrivate: true, isStolen: true })).toBeUndefined();
  });

  it('is that it is not stolen, for what only a stolen vehicle has', () => {
    expect(obstacleTo(track, calm)).toBe('WrongCommand');
    expect(obstacleTo(of('Stolen', { stolen: { immobilization: { activate: true } } }), calm)).toBe(
      'WrongCommand',
    );
    expect(obstacleTo(steal, calm)).toBeUndefined();
    expect(obstacleTo(immobilize, calm)).toBeUndefined();
  });

  it('is its being used, for what is done to a parked vehicle', () => {
    expect(obstacleTo(unlock, { ...calm, isInUse: true })).toBe('VehicleInUse');
    expect(obstacleTo(lock, { ...calm, isInUse: true })).toBeUndefined();
    expect(obstacleTo(charge, { ...calm, isInUse: true })).toBeUndefined();
    const heat = (immediate: boolean) =>
      isForParked({ preconditioning: { airConditioning: { immediate, programs: [] } } });
    expect([heat(true), heat(false)]).toEqual([true, false]);
  });
});

const now = 1_000_000;

function stateOf(status: object, ageMs = 0): VehicleState {
  const at = now - ageMs;
  const aged = Object.entries(status).map(([name, value]) => [
    name,
    { value, at, receivedAt: at, source: 't' },
  ]);
  return { projections: { status: Object.fromEntries(aged) }, memory: {} };
}

const known = (status: object, ageMs?: number) =>
  situationOf(stateOf(status, ageMs), { now, batteryMin: 10 });

describe('what is known of a vehicle', () => {
  const electric = (level: number, plugged = false) => ({
    'energies.Electric': { type: 'Electric', level, extension: { electric: { charging: { plugged } } } },
  });

  it('says that its battery is low where nothing else drives or fills it', () => {
    expect(known(electric(9)).isBatteryLow).toBe(true);
    expect(known(electric(10)).isBatteryLow).toBe(false);
    expect(known(electric(9, true)).isBatteryLow).toBe(false);
    expect(known({ ...electric(1), 'energies.Fuel': { type: 'Fuel', level: 50 } }).isBatteryLow).toBe(false);
    expect(situationOf(undefined, { now, batteryMin: 10 })).toEqual(calm);
  });

  it('says that it is used by the ignition, else the powertrain, else its movement', () => {
    expect(known({ ignition: { type: 'Start' } }).isInUse).toBe(true);
    expect(known({ ignition: { type: 'Stop' }, kinetic: { moving: true } }).isInUse).toBe(false);
    expect(known({ powertrain: { status: 'Running' } }).isInUse).toBe(true);
    expect(known({ powertrain: { status: 'Stopped' }, kinetic: { moving: true } }).isInUse).toBe(false);
    expect(known({ kinetic: { speed: 12 } }).isInUse).toBe(true);
    expect(known({}).isInUse).toBe(false);
  });

  it('says nothing of being used once it has been silent for three minutes', () => {
    expect(known({ ignition: { type: 'Start' } }, 179_999).isInUse).toBe(true);
    expect(known({ ignition: { type: 'Start' } }, 180_000).isInUse).toBe(false);
  });
});

describe('the times of an action', () => {
  it('are bounded by the time it may live', () => {
    const asleep = begin(lock, { standing: { ...fine, isAwake: false }, limits, timing, now: 0 });
    expect(asleep).toMatchObject({ phase: 'waking', dueAt: 60_000, effect: 'wake' });
    const step = { type: 'Pending', status: 'WakingUpVehicle' } as const;
    const woken = { request: lock, phase: 'waking', step, dueAt: 60_000, expiresAt: 80_000 } as const;
    const there = { kind: 'there', obstacle: undefined } as const;
    expect(next(woken, there, { now: 55_000, timing })).toMatchObject({ phase: 'sent', dueAt: 80_000 });
    expect(next(woken, there, { now: 60_000, timing })?.steps).toEqual([
      { type: 'Done', status: 'Failed', failureCause: 'VehicleConnectionTimeout' },
    ]);
  });

  it('do not bring a second wake-up while one is on its way', () => {
    const standing = { ...fine, isAwake: false, isBeingWoken: true };
    expect(begin(lock, { standing, limits, timing, now: 0 }).effect).toBeUndefined();
  });
});

describe('the detail of an answer', () => {
  const success = { status: 'Success', feedbackDetail: 'CIDBlacklisted' } as const;

  it('is that of a forced lock that succeeded, and of nothing else', () => {
    const forced = of('Doors', { door: { state: 'Locked', forced: true } });
    expect(stepOf(forced, success)).toEqual({ type: 'Done', ...success });
    expect(stepOf(lock, success)).toEqual({ type: 'Done', status: 'Success' });
    expect(stepOf(forced, { ...success, status: 'AlreadyDone' })).toEqual({
      type: 'Done',
      status: 'AlreadyDone',
    });
  });
});
