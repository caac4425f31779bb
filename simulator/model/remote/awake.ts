import type { Vehicle } from '../vehicle.ts';

/** Awake for at least `seconds` more, if it does not set off before. */
export function keptAwake(vehicle: Vehicle, seconds: number): Vehicle {
  const { phase } = vehicle;
  if (phase.name === 'Asleep') return parkedFor({ ...vehicle, standSeconds: phase.secondsLeft }, seconds);
  if (phase.name !== 'Parked' || phase.secondsLeft >= seconds) return vehicle;
  return parkedFor({ ...vehicle, standSeconds: vehicle.standSeconds + phase.secondsLeft }, seconds);
}

/** The rest of its standing stays as long as it is. */
function parkedFor(vehicle: Vehicle, seconds: number): Vehicle {
  const awake = Math.min(seconds, vehicle.standSeconds);
  const standSeconds = vehicle.standSeconds - awake;
  return { ...vehicle, standSeconds, phase: { name: 'Parked', secondsLeft: awake } };
}

/** Reports everything at once. */
export function asked(vehicle: Vehicle): Vehicle {
  return { ...vehicle, told: { ...vehicle.told, asked: vehicle.told.asked + 1 } };
}
