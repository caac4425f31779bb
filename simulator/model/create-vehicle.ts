import { belted } from './body/belts.ts';
import { drawnService } from './body/maintenance.ts';
import { type Car, carOf, type Motorization } from './cars.ts';
import { planWayTo } from './drive/route.ts';
import { noSupply } from './energy/charging.ts';
import type { Stores } from './energy/energy.ts';
import { departed } from './phases.ts';
import { between, type Random } from './random.ts';
import { type Remembered, withRemembered } from './remote/remembered.ts';
import { untold } from './remote/told.ts';
import type { Habits, Vehicle } from './vehicle.ts';
import { isDay, outsideCelsius } from './world/climate.ts';
import { bearingDegrees, distanceM, moved, type Place } from './world/sphere.ts';

/** What is known of a vehicle from an earlier life; the rest is drawn. */
export type Last = {
  /** When that was, epoch milliseconds; now when absent. */
  at?: number | undefined;
  place?: Place | undefined;
  odometerKm?: number | undefined;
  /** % of the traction battery. */
  electricLevel?: number | undefined;
  /** % of the tank, be it for petrol or for hydrogen. */
  fuelLevel?: number | undefined;
  /** Since new; of hydrogen, hundredths of a kilogram. */
  fuelUsedCl?: number | undefined;
  /** Km and days until the next service, negative when overdue. */
  serviceKm?: number | undefined;
  serviceDays?: number | undefined;
  isStolen?: boolean | undefined;
  told?: Remembered | undefined;
};

export type NewVehicle = {
  motorization: Motorization;
  home: Place;
  last: Last;
  /** Begin in the middle of a trip. */
  startMoving: boolean;
  habits: Habits;
  /** Epoch milliseconds. */
  at: number;
  random: Random;
};

const dayMs = 86_400_000;

/** Nearer to home than this, a vehicle is there. */
const homeM = 100;

/** A vehicle at the beginning of a simulation: parked, at home or where it was last, or on its way. */
export function createVehicle(wish: NewVehicle): Vehicle {
  const { at, last } = wish;
  const vehicle = parkedVehicle(wish);
  if (!wish.startMoving || last.told?.isImmobilized)
    return last.told ? withRemembered(vehicle, last.told, at) : vehicle;
  return last.place ? departed(vehicle, wish.random) : onTheWay(vehicle, wish.random);
}

function parkedVehicle({ random, at, home, habits, last, motorization }: NewVehicle): Vehicle {
  const car = carOf(motorization, random);
  const place = last.place ?? home;
  const outside = outsideCelsius(at, place);
  const whole = between(random, [0, habits.parkedSeconds[1]]);
  const awake = Math.min(whole, habits.awakeSeconds);
  const odometerKm = last.odometerKm ?? Math.round(between(random, [500, 90_000]));
  const isHome = distanceM(place, home) < homeM;
  return {
    car,
    habits,
    home,
    isHome,
    way: isHome ? [] : planWayTo(home, place, random),
    phase: { name: 'Parked', secondsLeft: awake },
    standSeconds: whole - awake,
    place,
    headingDegrees: random() * 360,
    speedMps: 0,
    accelerationMps2: 0,
    odometerKm,
    stores: storesOf(car, { ...last, odometerKm }, random),
    supply: noSupply,
    mode: motorization === 'Hybrid' ? 'Hybrid' : 'Normal',
    burns: motorization === 'Thermic',
    coolantCelsius: outside,
    outsideCelsius: outside,
    isDay: isDay(at, place),
    mishaps: [],
    privacy: 'None',
    hasPassenger: false,
    unbelted: belted,
    service: serviceOf(motorization, { at, last, odometerKm, random }),
    eCall: 'NotDetected',
    theft: last.isStolen === undefined ? undefined : { isStolen: last.isStolen, secondsLeft: 0 },
    told: untold,
  };
}

function serviceOf(
  motorization: Motorization,
  { at, last, odometerKm, random }: { at: number; last: Last; odometerKm: number; random: Random },
) {
  const drawn = drawnService(motorization, odometerKm, random);
  const daysSince = (at - (last.at ?? at)) / dayMs;
  return {
    atKm: last.serviceKm === undefined ? drawn.atKm : odometerKm + last.serviceKm,
    days: last.serviceDays === undefined ? drawn.days : last.serviceDays - daysSince,
  };
}

function storesOf(car: Car, last: Last & { odometerKm: number }, random: Random): Stores {
  const share = between(random, [0.35, 0.95]);
  const fuelShare = between(random, [0.25, 0.95]);
  return {
    batteryWh: car.batteryWh * ((last.electricLevel ?? share * 100) / 100),
    fuelCl: car.tankCl * ((last.fuelLevel ?? fuelShare * 100) / 100),
    hydrogenKg: car.hydrogenKg * ((last.fuelLevel ?? share * 100) / 100),
    fuelUsedCl: car.tankCl > 0 ? (last.fuelUsedCl ?? last.odometerKm * 6.5) : 0,
    hydrogenUsedKg: car.hydrogenKg > 0 ? (last.fuelUsedCl ?? last.odometerKm) / 100 : 0,
    instantPer100Km: 0,
  };
}

/** Turned into a vehicle that is already somewhere on its first trip, in the flow of traffic. */
function onTheWay(parked: Vehicle, random: Random): Vehicle {
  const leaving = departed(parked, random);
  const { way, phase } = leaving;
  const passed = Math.floor(random() * way.length * 0.6);
  const from = way[passed - 1]?.place ?? parked.home;
  const headingDegrees = bearingDegrees(from, way[passed]?.place ?? parked.home);
  return {
    ...leaving,
    phase: phase.name === 'Driving' ? { ...phase, trip: { ...phase.trip, ahead: way.slice(passed) } } : phase,
    headingDegrees,
    place: moved(from, headingDegrees, between(random, [20, 150])),
    speedMps: between(random, [6, 11]),
    coolantCelsius: between(random, [40, 85]),
  };
}
