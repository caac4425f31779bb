import { iso, minuteMs } from '../clock.ts';
import { report } from './reports.ts';

/** A place that many km north of Paris. */
export const place = (km: number) => ({ longitude: 2.35, latitude: 48.85 + km / 111.195 });

/** A drive north of so many minutes, a kilometre a minute, from a mileage of 500 km on; `more` is told at its minute. */
export function drive(from: number, minutes: number, more: Record<number, object> = {}) {
  const at = (minute: number) => from + minute * minuteMs;
  const moving = Array.from({ length: minutes }, (_, index) =>
    report(at(index + 1), {
      position: place(index + 1),
      odometer: { mileage: 500 + index + 1 },
      kinetic: { speed: 60, moving: true },
      ...more[index + 1],
    }),
  );
  return [
    report(from, {
      ignition: { type: 'Start' },
      odometer: { mileage: 500 },
      kinetic: { speed: 0, moving: false },
      position: place(0),
      ...more[0],
    }),
    ...moving,
    report(at(minutes + 1), {
      ignition: { type: 'Stop' },
      kinetic: { speed: 0, moving: false },
      ...more[minutes + 1],
    }),
  ];
}

export const collision = {
  details: [{ side: 'Front', severity: 'Minor' }, { side: 'Lateral' }],
  tippedOver: false,
  pedestrian: true,
};

/**
 * Ten minutes of driving with an alert from minute 3 to minute 7 and a collision at minute 5, then, parked,
 * an alarm that goes off at minute 13, and a theft from minute 15 to minute 18.
 */
export function eventfulLife(from: number) {
  const at = (minute: number) => from + minute * minuteMs;
  return [
    ...drive(from, 10, {
      3: { alerts: { active: ['FuelLevelLow'] } },
      5: { collision },
      7: { alerts: { active: [] } },
    }),
    report(at(12), { alarm: { status: { activation: 'Active' } } }),
    report(at(13), { alarm: { trigger: { type: 'TrunkDoorBreakIn', startAt: iso(at(13)) } } }),
    report(at(15), { stolen: { state: true } }),
    report(at(16), { position: place(12) }),
    report(at(17), { position: place(13) }),
    report(at(18), { stolen: { state: false } }),
  ];
}
