import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Face } from '../../model/monitor.ts';
import { remoteTypes } from '../../model/remote.ts';
import { readRemote } from './read-remote.ts';
import { capabilityOf, keyOf, remoteTypesOf, scopeOf } from './types.ts';

function bodyOf(body: object, face: Face = 'b2c'): unknown {
  const read = readRemote(face, body);
  return 'request' in read ? read.request.body : read.faults;
}

function faultsOf(body: unknown, face: Face = 'b2c'): string[] {
  const read = readRemote(face, body);
  return 'faults' in read ? read.faults.map(({ path, expected }) => `${path}: ${expected}`) : ['none'];
}

const start = 'PT7H30M';
const occurence = { day: ['Mon', 'Fri'] };
const set = { slot: 1, enabled: true, start, occurence };

describe('bodies that are taken', () => {
  it.each([
    [{ door: { state: 'Locked', forced: true } }, { door: { state: 'Locked', forced: true } }],
    [{ door: { state: 'Unlocked', forced: true } }, { door: { state: 'Unlocked' } }],
    [{ horn: { state: 'Activated', number: 3 } }, { horn: { state: 'Activated' } }],
    [{ ligths: { on: false } }, { lights: { on: false } }],
    [{ wakeUp: {} }, { wakeUp: { action: 'WakeUp' } }],
    [{ state: { action: 'state' } }, { wakeUp: { action: 'WakeUp' } }],
    [
      { navigation: { positions: [{ coordinates: [2.35, 48.85] }] } },
      { navigation: { positions: [{ type: 'Point', coordinates: [2.35, 48.85] }] } },
    ],
    [{ charging: { immediate: false } }, { charging: { immediate: false } }],
    [
      { charging: { immediate: true, nextDelayedTime: '2026-05-04T09:15:00+02:00' } },
      { charging: { immediate: true, schedule: { nextDelayedTime: '2026-05-04T07:15:00Z' } } },
    ],
    [
      { charging: { schedule: { nextDelayedTime: start } } },
      { charging: { schedule: { nextDelayedTime: start } } },
    ],
    [
      { charging: { preferences: { level: 'Level2', type: 'Full' } } },
      { charging: { preferences: { level: 'Level2', type: 'Full' } } },
    ],
    [
      { charging: { schedule: { programs: [{ start, end: 'PT8H', occurence, enabled: true, slot: 2 }] } } },
      { charging: { schedule: { programs: [{ start, end: 'PT8H', occurence, enabled: true }] } } },
    ],
  ])('%j', (given, canonical) => {
    expect(bodyOf(given)).toEqual(canonical);
  });

  it.each(['preconditioning', 'preconditionning', 'preonditionning'])('%s, with programs', (name) => {
    const programs = [
      { ...set, occurence: undefined, occurrence: ['Fri', 'Mon'] },
      { slot: 2, actionsType: 'Delete', start: 'whenever' },
    ];
    expect(bodyOf({ [name]: { airConditioning: { immediate: false, programs } } })).toEqual({
      preconditioning: {
        airConditioning: {
          immediate: false,
          programs: [
            { actionsType: 'Set', recurrence: 'Daily', ...set },
            { actionsType: 'Delete', slot: 2 },
          ],
        },
      },
    });
  });

  it.each([
    [{ immobilization: { activate: true } }],
    [{ stolen: { stolen: false } }],
    [{ stolen: { trackingPeriod: { running: 5, shutdown: 60 } } }],
    [{ stolen: { immobilization: { activate: false } } }],
    [{ charging: { schedule: { programs: [{ slot: 4, start }] } } }],
  ])('%j, of fleets', (body) => {
    expect(bodyOf(body, 'b2b')).toEqual(body);
  });

  it('with a label, and of users with attributes of their own', () => {
    const told = {
      label: 'Lock it',
      attributes: [{ type: 'Body', key: 'a', value: '$vin' }],
      callbackAttributes: { webhook: [{ type: 'Header', key: 'X-A', value: 'b' }] },
    };
    const body = { door: { state: 'Locked' } };
    expect(readRemote('b2c', { ...body, ...told })).toEqual({ request: { type: 'Doors', body, ...told } });
    expect(readRemote('b2b', { ...body, ...told })).toEqual({
      request: { type: 'Doors', body, label: 'Lock it' },
    });
  });
});

describe('bodies that are refused, and why', () => {
  it.each([
    [{}, 'body: exactly one of preconditioning, charging, door, horn, lights, wakeUp, navigation'],
    [
      { door: { state: 'Locked' }, horn: { state: 'Activated' } },
      'body: exactly one of preconditioning, charging, door, horn, lights, wakeUp, navigation',
    ],
    [{ door: { state: 'Open' } }, 'door.state: one of Locked, Unlocked'],
    [{ door: { state: 'Locked', forced: 'yes' } }, 'door.forced: true or false'],
    [{ lights: { on: 1 } }, 'lights.on: true or false'],
    [{ wakeUp: { action: 'Sleep' } }, 'wakeUp.action: one of WakeUp'],
    [{ preconditioning: {} }, 'preconditioning.airConditioning: an object'],
    [
      { preconditioning: { airConditioning: {} } },
      'preconditioning.airConditioning: at least one of immediate, programs',
    ],
    [
      { preconditioning: { airConditioning: { programs: [{ ...set, slot: 0 }] } } },
      'preconditioning.airConditioning.programs[0].slot: a whole number from 1 to 4',
    ],
    [
      { preconditioning: { airConditioning: { programs: [set, set] } } },
      'preconditioning.airConditioning.programs: a slot of its own for each program',
    ],
    [
      { preconditioning: { airConditioning: { programs: [{ ...set, occurence: undefined }] } } },
      'preconditioning.airConditioning.programs[0].occurence: the days: { day: [Mon, Tue, …] }',
    ],
    [
      { charging: { immediate: true, preferences: { level: 'Level1' } } },
      'charging.preferences: nothing beside immediate, schedule or nextDelayedTime',
    ],
    [{ charging: {} }, 'charging: at least one of immediate, schedule, preferences'],
    [
      { charging: { schedule: { programs: [{ start }], nextDelayedTime: start } } },
      'charging.schedule: exactly one of programs, nextDelayedTime',
    ],
    [
      { charging: { schedule: { nextDelayedTime: 'tomorrow' } } },
      'charging.schedule.nextDelayedTime: a time as of RFC 3339, such as 2026-05-04T07:15:00Z',
    ],
    [
      { charging: { nextDelayedTime: 'tomorrow' } },
      'charging.nextDelayedTime: a time as of RFC 3339, such as 2026-05-04T07:15:00Z',
    ],
    [{ navigation: { positions: [] } }, 'navigation.positions: 1 to 10 items'],
    [
      { navigation: { positions: [{ type: 'Point', coordinates: [181, 0] }] } },
      'navigation.positions[0].coordinates: longitude from -180 to 180 and latitude from -90 to 90',
    ],
    [{ immobilization: { activate: true } }, 'immobilization: nothing: only fleet owners have it'],
    [
      { door: { state: 'Locked' }, label: '' },
      'label: a text of 1 to 256 characters without control characters',
    ],
  ])('%j', (body, fault) => {
    expect(faultsOf(body)).toEqual([fault]);
  });

  it.each([
    [{ stolen: {} }, 'stolen: exactly one of stolen, trackingPeriod, immobilization'],
    [
      { stolen: { stolen: true, trackingPeriod: { running: 5 } } },
      'stolen: exactly one of stolen, trackingPeriod, immobilization',
    ],
    [
      { stolen: { trackingPeriod: { running: 4 } } },
      'stolen.trackingPeriod.running: a whole number from 5 to 86400',
    ],
    [
      { stolen: { trackingPeriod: { shutdown: 59 } } },
      'stolen.trackingPeriod.shutdown: a whole number from 60 to 86400',
    ],
    [{ stolen: { trackingPeriod: {} } }, 'stolen.trackingPeriod: at least one of running, shutdown'],
    [
      {
        charging: {
          schedule: {
            programs: [
              { start, slot: 1 },
              { start, slot: 1 },
            ],
          },
        },
      },
      'charging.schedule.programs: a slot of its own for each program',
    ],
  ])('%j, of fleets', (body, fault) => {
    expect(faultsOf(body, 'b2b')).toEqual([fault]);
  });

  it('never throws, and what it takes it takes again unchanged', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.dictionary(
        fc.constantFrom(...remoteTypes.map(keyOf), 'state', 'label', 'attributes'),
        fc.anything(),
      ),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom<Face>('b2c', 'b2b'), (body, face) => {
        const read = readRemote(face, body);
        if ('faults' in read) {
          expect(read.faults).not.toEqual([]);
          return;
        }
        const { type, body: canonical, ...rest } = read.request;
        expect(readRemote(face, { ...canonical, ...rest })).toEqual(read);
        expect(remoteTypesOf(face)).toContain(type);
      }),
    );
  });
});

describe('the types of actions', () => {
  it('have a scope where users have them, and a capability', () => {
    const unscoped = remoteTypes.filter((type) => scopeOf(type) === undefined);
    expect(unscoped).toEqual(['Immobilization', 'Stolen']);
    expect(remoteTypes.map(capabilityOf)).toContain('wakeup');
  });
});
