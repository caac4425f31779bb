import type { Motorization } from '../cars.ts';
import { between, type Random } from '../random.ts';

/** When the next service is due, whichever comes first. */
export type Service = {
  /** Reading of the odometer. */
  readonly atKm: number;
  /** Days from now; negative when overdue. */
  readonly days: number;
};

/** What the car has covered a day on average when its service was planned. */
const kmPerDay = 45;
/** So far overdue, the driver takes the car to the workshop after all. */
const patience = { km: -400, days: -20 };

const intervals: Record<Motorization, { km: number; days: number }> = {
  Electric: { km: 25_000, days: 730 },
  Hybrid: { km: 20_000, days: 365 },
  Thermic: { km: 20_000, days: 365 },
  Hydrogen: { km: 15_000, days: 365 },
};

/** A car somewhere between two services; a few are a little overdue. */
export function drawnService(motorization: Motorization, odometerKm: number, random: Random): Service {
  const km = between(random, [-200, intervals[motorization].km]);
  return { atKm: odometerKm + km, days: Math.round(km / kmPerDay) };
}

/** Km and whole days until the next service; negative when it is overdue. */
export function serviceLeft({ service, odometerKm }: { service: Service; odometerKm: number }) {
  // Whole days that have begun, so that a number taken up again is told again.
  return { km: service.atKm - odometerKm, days: Math.ceil(service.days) };
}

/** The plan after a stop at home: a new one if the car was taken to the workshop, else the same. */
export function serviceAfterStop(service: Service, odometerKm: number, motorization: Motorization): Service {
  const { km, days } = serviceLeft({ service, odometerKm });
  if (km > patience.km && days > patience.days) return service;
  return { atKm: odometerKm + intervals[motorization].km, days: intervals[motorization].days };
}
