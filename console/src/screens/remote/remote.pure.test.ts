import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vehicle } from '../../api/model.ts';
import { weekDays } from '../../words/week-words.ts';
import { hintsOf, refusedNow, whyNot } from './abilities.ts';
import { lookAgainMs, type RemoteStatus, seeing, stepsOf } from './life-cycle.ts';
import { chargeBody, chargeForms, climateBody, climateForms, durationFrom, timeFrom } from './programs.ts';

const looks = (status: RemoteStatus, seen: RemoteStatus[] = [], type: 'Doors' | 'Navigation' = 'Doors') =>
  stepsOf(
    { type, status },
    seen.map((one, index) => ({ status: one, at: index })),
  ).map((step) => `${step.status} ${step.look}`);

describe('the life of an action', () => {
  it('shows what is to come, and no waking up where none was seen', () => {
    expect(looks('Accepted')).toEqual([
      'Accepted now',
      'CheckingVehicle ahead',
      'SentToVehicle ahead',
      'Success ahead',
    ]);
    expect(looks('WakingUpVehicle', ['Accepted'])).toContain('WakingUpVehicle now');
  });

  it('ends well with every step of the way behind it', () => {
    expect(looks('Success', ['Accepted'])).toEqual([
      'Accepted past',
      'CheckingVehicle past',
      'SentToVehicle past',
      'Success good',
    ]);
    expect(looks('Success', [], 'Navigation')).toEqual(['SentToVehicle past', 'Success good']);
  });

  it('claims no step of a failure that was not seen', () => {
    expect(looks('Failed', ['Accepted'])).toEqual(['Accepted past', 'Failed bad']);
    expect(looks('VehicleBatteryChargeTooLow')).toEqual(['VehicleBatteryChargeTooLow now', 'Success ahead']);
  });

  it('keeps the first time at which a state was seen', () => {
    const seen = seeing(seeing([], 'Accepted', 1), 'Accepted', 2);
    expect(seen).toEqual([{ status: 'Accepted', at: 1 }]);
  });

  it('is looked at less and less often', () => {
    expect([0, 20_000, 600_000].map(lookAgainMs)).toEqual([300, 1000, 3000]);
  });
});

const time = fc.integer({ min: 0, max: 1439 }).map((minute) => {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
});
const days = fc.subarray([...weekDays], { minLength: 1 });
const program = fc.record({ slot: fc.integer({ min: 1, max: 4 }), isOn: fc.boolean(), start: time, days });

describe('programs', () => {
  it('are the same when their body is read back', () => {
    fc.assert(
      fc.property(program, fc.oneof(time, fc.constant('')), (one, end) => {
        expect(climateForms(climateBody({ ...one, end: '' }))).toEqual([{ ...one, end: '' }]);
        expect(chargeForms(chargeBody([{ ...one, end }], { hasSlots: true }))).toEqual([{ ...one, end }]);
      }),
    );
  });

  it('have times as durations since midnight', () => {
    expect(['00:00', '08:00', '08:30', '00:05'].map(durationFrom)).toEqual([
      'PT0H',
      'PT8H',
      'PT8H30M',
      'PT5M',
    ]);
    expect(timeFrom('PT90M')).toBe('01:30');
    expect(timeFrom('P1D')).toBe('');
  });
});

const vehicle = (remote: object | undefined, connection: object = { state: 'Online' }) =>
  ({
    connection,
    _embedded: { extension: remote ? { onboardCapabilities: { remote } } : {} },
  }) as unknown as Vehicle;

describe('what a vehicle can', () => {
  it('is what its capabilities say, and everything as long as they are not known', () => {
    const deaf = vehicle({ horn: { supported: false }, door: { supported: true } });
    expect(whyNot(deaf, 'horn', 'driver')).toBe('notSupported');
    expect(whyNot(deaf, 'door', 'driver')).toBeUndefined();
    expect(whyNot(vehicle(undefined), 'horn', 'driver')).toBeUndefined();
    expect(whyNot(vehicle({ stolen: { supported: true } }), 'stolen', 'driver')).toBe('fleetsOnly');
    expect(whyNot(vehicle({ stolen: { supported: true } }), 'immobilization', 'fleetOwner')).toBeUndefined();
  });

  it('would be in vain while the car is driven, but for locking, charging, ways and waking up', () => {
    const doings = ['door', 'horn', 'lights', 'preconditioning', 'charging', 'navigation', 'wakeUp'] as const;
    const inVain = doings.filter((doing) => refusedNow(doing, ['driving']));
    expect(inVain).toEqual(['horn', 'lights', 'preconditioning']);
    expect(doings.filter((doing) => refusedNow(doing, ['open', 'asleep']))).toEqual([]);
  });

  it('comes with what speaks against it now', () => {
    const createdAt = '2026-01-01T00:00:00Z';
    expect(hintsOf(vehicle({}), { ignition: { createdAt, type: 'Start' } })).toEqual(['driving']);
    expect(hintsOf(vehicle({}, { state: 'Asleep', withheld: { privacy: 'Full' } }), {})).toEqual([
      'privacy',
      'asleep',
    ]);
  });
});
