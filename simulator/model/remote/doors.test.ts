import { describe, expect, it } from 'vitest';
import { cabinOf } from '../../generations/signals.ts';
import { createVehicle } from '../create-vehicle.ts';
import { seededRandom } from '../random.ts';
import type { Vehicle } from '../vehicle.ts';
import { obey } from './obey.ts';

const at = Date.parse('2026-05-04T07:00:00Z');
const driving = createVehicle({
  motorization: 'Electric',
  home: { longitude: 9.19, latitude: 45.464 },
  last: {},
  habits: {
    parkedSeconds: [600, 600],
    awakeSeconds: 60,
    tripKm: [2, 4],
    privateTripShare: 0,
    chances: {},
  },
  at,
  random: seededRandom(4),
  startMoving: true,
});
const tell = (vehicle: Vehicle, state: 'Locked' | 'Unlocked') =>
  obey(vehicle, { body: { door: { state } } }, { at, random: () => 0.5, awakeSeconds: 180 });

describe('the doors of a car that drives', () => {
  it('are locked, which it tells until the trip is over', () => {
    const locked = tell(driving, 'Locked');
    expect(locked.answer).toEqual({ status: 'Success' });
    expect(cabinOf(locked.vehicle).isLocked).toBe(true);
    expect(tell(locked.vehicle, 'Locked').answer).toEqual({ status: 'AlreadyDone' });
    const halting: Vehicle = { ...locked.vehicle, phase: { name: 'Halting', secondsLeft: 5 } };
    expect(cabinOf(halting).isLocked).toBe(false);
  });

  it('are not locked with one of them ajar, and never unlocked', () => {
    const refused = (failureCause: string) => ({ status: 'Failed', failureCause });
    expect(tell({ ...driving, opened: ['Passenger'] }, 'Locked').answer).toEqual(refused('DoorsOpen'));
    expect(tell(driving, 'Unlocked').answer).toEqual(refused('VehicleInUse'));
  });
});
