import { mishapsAfter } from './body/alerts.ts';
import { unbeltedAfter } from './body/belts.ts';
import { befallen } from './body/incidents.ts';
import { drive } from './drive/drive.ts';
import { chargeShare, fill } from './energy/charging.ts';
import { follow } from './phases.ts';
import type { Random } from './random.ts';
import { toldAfter } from './remote/obey.ts';
import { isDriving, type Vehicle } from './vehicle.ts';
import { isDay, outsideCelsius } from './world/climate.ts';

const daySeconds = 86_400;

export type Moment = {
  /** Epoch milliseconds at the end of the step. */
  at: number;
  /** Length of the step; about 1 or less, so that braking and corners come out right. */
  seconds: number;
  random: Random;
};

/** The vehicle `seconds` later. Pure but for the random numbers it takes. */
export function step(vehicle: Vehicle, moment: Moment): Vehicle {
  const { phase } = vehicle;
  const acted = phase.name === 'Driving' ? drive(vehicle, phase.trip, moment) : wait(vehicle, moment);
  return befallen(aged(surroundings(toldAfter(acted, moment), moment), moment), moment);
}

/**
 * The vehicle `seconds` later, in as many steps as it takes. What happens while it stands goes by
 * `standingFactor` times as fast; driving keeps to real time, so that speed, distance and time agree.
 */
export function advance(
  vehicle: Vehicle,
  { at, seconds, random, standingFactor }: Moment & { standingFactor: number },
): Vehicle {
  let now = vehicle;
  for (let left = seconds; left > 1e-6; ) {
    const factor = isDriving(now) ? 1 : standingFactor;
    const real = Math.min(left, 1 / factor);
    left -= real;
    now = step(now, { at: at - left * 1000, seconds: real * factor, random });
  }
  return now;
}

/** The weather and the engine's warmth. */
function surroundings(vehicle: Vehicle, { at, seconds }: Moment): Vehicle {
  const outside = outsideCelsius(at, vehicle.place);
  const isHot = isDriving(vehicle) && vehicle.burns;
  const [target, settleSeconds] = isHot ? [90, 240] : [outside, 5000];
  const share = 1 - Math.exp(-seconds / settleSeconds);
  return {
    ...vehicle,
    outsideCelsius: outside,
    isDay: isDay(at, vehicle.place),
    coolantCelsius: vehicle.coolantCelsius + (target - vehicle.coolantCelsius) * share,
  };
}

/** What breaks, the belts that are put on, and the days until the next service. */
function aged(vehicle: Vehicle, { seconds, random }: Moment): Vehicle {
  const { car, mishaps, phase, unbelted, service } = vehicle;
  const isOn = phase.name === 'Driving' || phase.name === 'Starting';
  return {
    ...vehicle,
    mishaps: isDriving(vehicle) ? mishapsAfter(mishaps, { car, seconds, random }) : mishaps,
    unbelted: isOn ? unbeltedAfter(unbelted, seconds) : unbelted,
    service: { ...service, days: service.days - seconds / daySeconds },
  };
}

/** Standing: energy flows in, and at the end of the phase the next one begins. */
function wait(vehicle: Vehicle, { seconds, random }: Moment): Vehicle {
  const { phase } = vehicle;
  if (phase.name === 'Driving') return vehicle;
  const { stores, supply } = fill(vehicle.car, vehicle, seconds);
  const secondsLeft = phase.secondsLeft - seconds;
  const still = { ...vehicle, stores, supply, speedMps: 0, accelerationMps2: 0 };
  if (secondsLeft > 0 || mustStay(still)) {
    return { ...still, phase: { name: phase.name, secondsLeft: Math.max(0, secondsLeft) } };
  }
  return follow[phase.name](still, random);
}

/** At the pump until it is full, at the fast charger until it pays to go on. */
function mustStay({ phase, supply, car, stores }: Vehicle): boolean {
  if (phase.name !== 'Parked') return false;
  return (
    supply.source === 'Pump' ||
    (supply.source === 'Quick' && supply.status === 'InProgress' && chargeShare(car, stores) < 0.7)
  );
}
