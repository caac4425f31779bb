import { spend } from '../energy/energy.ts';
import { burnsAt, modeAfter } from '../energy/hybrid.ts';
import type { Random } from '../random.ts';
import type { Trip, Vehicle } from '../vehicle.ts';
import { type Halt, nextHalt, nextSpeedMps } from './driving.ts';
import { type Ahead, lookAhead, steer, type Waypoint, wayBack, withoutPassed } from './route.ts';

/** How near to a stop counts as being there: m and m/s. */
const there = { metres: 1.5, speedMps: 0.4 };

/** Curves of the road between two waypoints: how far it swings, and how long one swing is. */
const bend = { degrees: 14, metres: 900 };

/** One step along the trip; at its end the engine is switched off. */
export function drive(
  vehicle: Vehicle,
  trip: Trip,
  { seconds, random }: { seconds: number; random: Random },
): Vehicle {
  const ahead = lookAhead(vehicle, trip.ahead);
  if (ahead.endM < there.metres && vehicle.speedMps < there.speedMps) return arrived(vehicle);
  const driver = { pace: trip.pace, peakPowerW: vehicle.car.peakPowerW, massKg: vehicle.car.massKg };
  const speedMps = nextSpeedMps(vehicle.speedMps, { ahead, halt: trip.halt, driver, seconds });
  const metres = ((vehicle.speedMps + speedMps) / 2) * seconds;
  const pose = steer(vehicle, trip.ahead[0]?.place ?? vehicle.place, {
    metres,
    speedMps,
    bendDegrees: bendAt(trip.metres + metres, ahead),
  });
  const rolled = consumed({ ...vehicle, ...pose }, { speedMps, metres, seconds });
  const halt = haltAfter(trip.halt, { ahead, metres, speedMps, seconds, random });
  return {
    ...rolled,
    phase: {
      name: 'Driving',
      trip: {
        ...trip,
        halt,
        ahead: withoutPassed(pose, trip.ahead),
        metres: trip.metres + metres,
        ajarSeconds: Math.max(0, trip.ajarSeconds - seconds),
      },
    },
  };
}

/** Energy spent and kilometres added by a step that ends at `speedMps`. */
function consumed(
  vehicle: Vehicle,
  { speedMps, metres, seconds }: { speedMps: number; metres: number; seconds: number },
): Vehicle {
  const accelerationMps2 = (speedMps - vehicle.speedMps) / seconds;
  const effort = {
    speedMps: metres / seconds,
    accelerationMps2,
    outsideCelsius: vehicle.outsideCelsius,
    coolantCelsius: vehicle.coolantCelsius,
  };
  const burns = burnsAt(speedMps, vehicle);
  const stores = spend(vehicle.car, vehicle.stores, { effort, seconds, burns });
  return {
    ...vehicle,
    speedMps,
    accelerationMps2,
    odometerKm: vehicle.odometerKm + metres / 1000,
    stores,
    burns,
    mode: modeAfter(vehicle.mode, vehicle.car, stores),
  };
}

/** Roads swing where there is room for it, and lead straight at what comes next. */
function bendAt(metres: number, { cornerM, endM }: Ahead): number {
  const room = Math.min(1, Math.max(0, Math.min(cornerM, endM) - 100) / 400);
  return room * bend.degrees * Math.sin((metres / bend.metres) * 2 * Math.PI);
}

/** The halt comes nearer; once there, its waiting time runs, and then the next one is drawn. */
function haltAfter(
  halt: Halt,
  {
    ahead,
    metres,
    speedMps,
    seconds,
    random,
  }: {
    ahead: Ahead;
    metres: number;
    speedMps: number;
    seconds: number;
    random: Random;
  },
): Halt {
  if (halt.inM > there.metres || speedMps > there.speedMps)
    return { ...halt, inM: Math.max(0, halt.inM - metres) };
  if (halt.waitSeconds > 0) return { ...halt, inM: 0, waitSeconds: halt.waitSeconds - seconds };
  return nextHalt(ahead.road, random);
}

function arrived(vehicle: Vehicle): Vehicle {
  return { ...stopped(vehicle), isHome: !vehicle.isHome, phase: { name: 'Halting', secondsLeft: 3 } };
}

/** Standing where it is. */
export function stopped(vehicle: Vehicle): Vehicle {
  return {
    ...vehicle,
    speedMps: 0,
    accelerationMps2: -vehicle.speedMps,
    stores: { ...vehicle.stores, instantPer100Km: 0 },
  };
}

/** The way from home to where a trip was broken off. */
export function wayToHere({ way, isHome, place }: Vehicle, { ahead }: Trip): readonly Waypoint[] {
  const road = ahead[0]?.road ?? 'Town';
  // A trip from home begins with the way; the trip back has the rest of it ahead, the other way round.
  return isHome ? [...way.slice(0, way.length - ahead.length), { place, road }] : wayBack(ahead, place);
}
