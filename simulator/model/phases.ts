import { unbeltedAtFirst } from './body/belts.ts';
import { serviceAfterStop } from './body/maintenance.ts';
import { nextHalt } from './drive/driving.ts';
import { planWay, planWayTo, wayBack } from './drive/route.ts';
import { noSupply, supplyOnArrival } from './energy/charging.ts';
import { drawnMode } from './energy/hybrid.ts';
import { between, type Random } from './random.ts';
import type { Pause, Privacy, Trip, Vehicle } from './vehicle.ts';

function paused(vehicle: Vehicle, name: Pause, secondsLeft: number): Vehicle {
  return { ...vehicle, phase: { name, secondsLeft } };
}

/** What comes after each state of standing. */
export const follow: Record<Pause, (vehicle: Vehicle, random: Random) => Vehicle> = {
  Parked: (vehicle, random) => {
    const { standSeconds, told } = vehicle;
    // While it is looked for it does not sleep.
    if (standSeconds > 0)
      return paused({ ...vehicle, standSeconds: 0 }, told.tracking ? 'Parked' : 'Asleep', standSeconds);
    return board(vehicle, random);
  },
  Asleep: board,
  Boarding: (vehicle) => paused(vehicle, 'Seated', 4),
  Seated: (vehicle) => paused(vehicle, 'Starting', 2),
  Starting: (vehicle, random) =>
    vehicle.told.isImmobilized ? paused(vehicle, 'Alighting', 6) : departed(vehicle, random),
  Halting: (vehicle, random) => paused(vehicle, 'Alighting', between(random, [4, 9])),
  Alighting: park,
  Stranded: park,
};

/** Unlocked, and somebody gets in. A call for help that is over is over. */
export function board(vehicle: Vehicle, random: Random): Vehicle {
  const hasPassenger = random() < 0.4;
  const ready: Vehicle = {
    ...vehicle,
    supply: noSupply,
    hasPassenger,
    unbelted: unbeltedAtFirst(hasPassenger, random),
    eCall: 'NotDetected',
    told: { ...vehicle.told, isUnlocked: false, isLockedInside: false, chargeAt: undefined },
    privacy: nextPrivacy(vehicle, random),
  };
  return paused(ready, 'Boarding', between(random, [4, 9]));
}

/** Now and then a driver wants a trip without positions or with nothing told, and then none again. */
function nextPrivacy({ privacy, habits, wish }: Vehicle, random: Random): Privacy {
  if (wish?.privacy) return wish.privacy;
  const isPrivate = random() < habits.privateTripShare;
  if (privacy !== 'None' || !isPrivate) return 'None';
  return random() < 0.75 ? 'Geolocation' : 'Full';
}

/** Driving off: to where it is wished, on a new way from home, or the same way back. */
export function departed(vehicle: Vehicle, random: Random): Vehicle {
  const course = courseOf(vehicle, random);
  const trip: Trip = {
    ahead: course.isHome ? course.way : wayBack(course.way, course.home),
    halt: nextHalt('Town', random),
    pace: between(random, [0.9, 1.04]),
    metres: 0,
    ajarSeconds: vehicle.hasPassenger && random() < 0.15 ? 12 : 0,
  };
  const mode = drawnMode(vehicle.car, vehicle.stores, random);
  return { ...vehicle, ...course, opened: [], mode, phase: { name: 'Driving', trip } };
}

/** The way of the next trip. Who is sent somewhere commutes between there and here from then on. */
function courseOf(vehicle: Vehicle, random: Random): Pick<Vehicle, 'home' | 'isHome' | 'way' | 'wish'> {
  const { home, isHome, habits, wish, place } = vehicle;
  if (wish?.to) {
    const way = planWayTo(place, wish.to, random);
    return { home: place, isHome: true, way, wish: { ...wish, to: undefined } };
  }
  const way = isHome ? planWay(home, between(random, habits.tripKm), random) : vehicle.way;
  return { home, isHome, way, ...(wish ? { wish } : {}) };
}

/** Locked and left. A vehicle at a charger or a pump stays awake; any other sleeps after a while. */
function park(vehicle: Vehicle, random: Random): Vehicle {
  const { car, stores, isHome, habits, service, odometerKm, wish } = vehicle;
  const supply = supplyOnArrival(car, stores, isHome);
  const whole = Math.max(wish?.standSeconds ?? 0, between(random, habits.parkedSeconds));
  const isWaiting = supply.source !== 'None' || wish?.standSeconds !== undefined;
  const awake = isWaiting ? whole : Math.min(whole, habits.awakeSeconds);
  const left: Vehicle = {
    ...vehicle,
    supply,
    standSeconds: whole - awake,
    wish: wish && { ...wish, standSeconds: undefined },
    hasPassenger: false,
    service: isHome ? serviceAfterStop(service, odometerKm, car.motorization) : service,
  };
  return paused(left, 'Parked', awake);
}

/** Parked no longer than `seconds` more. */
export function parkedAtMost(vehicle: Vehicle, seconds: number): Vehicle {
  const { phase } = vehicle;
  if (phase.name === 'Asleep') return paused(vehicle, 'Asleep', Math.min(seconds, phase.secondsLeft));
  if (phase.name !== 'Parked') return vehicle;
  const awake = Math.min(seconds, phase.secondsLeft);
  const standSeconds = Math.min(seconds - awake, vehicle.standSeconds);
  return paused({ ...vehicle, standSeconds }, 'Parked', awake);
}
