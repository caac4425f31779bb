import { mishapsAfter } from './alerts.ts';
import { chargeShare, fill, noSupply, supplyOnArrival } from './charging.ts';
import { isDay, outsideCelsius } from './climate.ts';
import { drive } from './drive.ts';
import { runsOnFuel } from './energy.ts';
import { between, type Random } from './random.ts';
import { departed, isDriving, type Pause, type Privacy, type Vehicle } from './vehicle.ts';

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
  return surroundings(acted, moment);
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

/** The weather, the engine's warmth and what breaks. */
function surroundings(vehicle: Vehicle, { at, seconds, random }: Moment): Vehicle {
  const outside = outsideCelsius(at, vehicle.place);
  const driving = isDriving(vehicle);
  const isHot = driving && runsOnFuel(vehicle.car, vehicle.stores);
  const [target, settleSeconds] = isHot ? [90, 240] : [outside, 5000];
  const share = 1 - Math.exp(-seconds / settleSeconds);
  return {
    ...vehicle,
    outsideCelsius: outside,
    isDay: isDay(at, vehicle.place),
    coolantCelsius: vehicle.coolantCelsius + (target - vehicle.coolantCelsius) * share,
    mishaps: driving ? mishapsAfter(vehicle.mishaps, seconds, random) : vehicle.mishaps,
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
  return supply.source === 'Pump' || (supply.source === 'Quick' && chargeShare(car, stores) < 0.7);
}

function paused(vehicle: Vehicle, name: Pause, secondsLeft: number): Vehicle {
  return { ...vehicle, phase: { name, secondsLeft } };
}

/** What comes after each state of standing. */
const follow: Record<Pause, (vehicle: Vehicle, random: Random) => Vehicle> = {
  Parked: (vehicle, random) => {
    if (vehicle.standSeconds > 0)
      return paused({ ...vehicle, standSeconds: 0 }, 'Asleep', vehicle.standSeconds);
    return board(vehicle, random);
  },
  Asleep: board,
  Boarding: (vehicle) => paused(vehicle, 'Seated', 4),
  Seated: (vehicle) => paused(vehicle, 'Starting', 2),
  Starting: departed,
  Halting: (vehicle, random) => paused(vehicle, 'Alighting', between(random, [4, 9])),
  Alighting: park,
};

function board(vehicle: Vehicle, random: Random): Vehicle {
  const hasPassenger = random() < 0.4;
  const ready = { ...vehicle, supply: noSupply, hasPassenger, privacy: nextPrivacy(vehicle.privacy, random) };
  return paused(ready, 'Boarding', between(random, [4, 9]));
}

/** Now and then a driver wants a trip without positions, and the next one with them again. */
function nextPrivacy(privacy: Privacy, random: Random): Privacy {
  if (privacy !== 'None') return 'None';
  return random() < 0.03 ? 'Geolocation' : 'None';
}

/** Locked and left. A vehicle at a charger or a pump stays awake; any other sleeps after a while. */
function park(vehicle: Vehicle, random: Random): Vehicle {
  const { car, stores, isHome, habits } = vehicle;
  const supply = supplyOnArrival(car, stores, isHome);
  const whole = between(random, habits.parkedSeconds);
  const awake = supply.source === 'None' ? Math.min(whole, habits.awakeSeconds) : whole;
  const standSeconds = supply.source === 'None' ? whole - awake : 0;
  return paused({ ...vehicle, supply, standSeconds, hasPassenger: false }, 'Parked', awake);
}
