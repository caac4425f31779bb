import { describe, expect, it } from 'vitest';
import { createVehicle, type Last } from './create-vehicle.ts';
import { seededRandom } from './random.ts';
import { keptAwake } from './remote/awake.ts';
import { obey } from './remote/obey.ts';
import { settled } from './stays.ts';
import { advance } from './step.ts';
import { isAwake, type Vehicle } from './vehicle.ts';

const at = Date.parse('2026-05-04T07:15:00Z');
const random = seededRandom(4);
const hour = 3600;
const habits = {
  parkedSeconds: [60, 120],
  awakeSeconds: 30,
  tripKm: [2, 4],
  privateTripShare: 1,
  chances: { hoursPerTheft: 1, hoursPerBreakIn: 1 },
} as const;

function vehicleOf(last: Last, startMoving = false): Vehicle {
  const home = { longitude: 9.19, latitude: 45.464 };
  return createVehicle({ motorization: 'Hybrid', home, last, habits, at, random, startMoving });
}

function later(vehicle: Vehicle, seconds: number): Vehicle {
  let now = vehicle;
  for (let second = 0; second < seconds; second += 10)
    now = advance(now, { at: at + second * 1000, seconds: 10, random, standingFactor: 1 });
  return now;
}

describe('a vehicle that stays where it is', () => {
  it('charges for hours, whatever it was doing, and does not drive', () => {
    for (const level of [30, 100]) {
      const vehicle = settled(vehicleOf({ electricLevel: level, isStolen: true }, true), 'Charging');
      const now = later(vehicle, 4 * hour);
      expect(now).toMatchObject({ supply: { status: 'InProgress' }, phase: { name: 'Parked' } });
      expect(now.theft).toMatchObject({ isStolen: false });
      expect(now.stores.batteryWh).toBeGreaterThan(vehicle.stores.batteryWh);
    }
  });

  it('sleeps but for when it is woken', () => {
    const asleep = later(settled(vehicleOf({}), 'Asleep'), 4 * hour);
    expect(isAwake(asleep)).toBe(false);
    const woken = keptAwake(asleep, 180);
    expect(isAwake(woken)).toBe(true);
    expect(isAwake(later(woken, hour))).toBe(false);
  });
});

describe('a vehicle that was told something in an earlier life', () => {
  it('goes by it', () => {
    const programs = [{ slot: 2, enabled: true, start: 'PT7H' }];
    const told = {
      isUnlocked: true,
      charge: 'Stopped',
      chargeStart: 'PT23H30M',
      chargeType: 'Partial',
      climatePrograms: programs,
    } as const;
    const vehicle = vehicleOf({ told: { ...told, climatePrograms: programs } });
    expect(vehicle).toMatchObject({
      supply: { source: 'Slow', status: 'Stopped' },
      told: {
        isUnlocked: true,
        chargeAt: Date.parse('2026-05-04T23:30:00Z'),
        chargeType: 'Partial',
        climate: { programs },
      },
    });
    const locked = obey(vehicle, { body: { door: { state: 'Locked' } } }, { at, random, awakeSeconds: 180 });
    expect(locked.answer.status).toBe('Success');
  });

  it('does not set off where it was immobilized', () => {
    expect(vehicleOf({ told: { isImmobilized: true } }, true).phase.name).toBe('Parked');
  });
});
