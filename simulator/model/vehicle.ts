import { type AlertType, activeAlerts, type Mishap } from './alerts.ts';
import type { Car, Motorization } from './cars.ts';
import { carOf } from './cars.ts';
import { noSupply, type Supply } from './charging.ts';
import { isDay, outsideCelsius } from './climate.ts';
import { type Halt, nextHalt } from './driving.ts';
import type { Stores } from './energy.ts';
import { between, type Random, type Range } from './random.ts';
import { planWay, type Waypoint, wayBack } from './route.ts';
import { bearingDegrees, moved, type Place } from './sphere.ts';

/** A way being driven. */
export type Trip = {
  /** Waypoints not yet passed. */
  readonly ahead: readonly Waypoint[];
  readonly halt: Halt;
  readonly pace: number;
  readonly metres: number;
  /** The passenger door is not quite shut for so long. */
  readonly ajarSeconds: number;
};

/** The states of a vehicle that end after a time of their own. */
export type Pause = 'Asleep' | 'Parked' | 'Boarding' | 'Seated' | 'Starting' | 'Halting' | 'Alighting';

export type Phase =
  | { readonly name: Pause; readonly secondsLeft: number }
  | { readonly name: 'Driving'; readonly trip: Trip };

export type Privacy = 'None' | 'Geolocation' | 'Full';

/** Habits that the operator of the simulation may choose. */
export type Habits = {
  /** How long a vehicle stands between two trips. */
  readonly parkedSeconds: Range;
  /** How long it stays connected after it was parked; Infinity: it never sleeps. */
  readonly awakeSeconds: number;
  /** Length of a trip, one way. */
  readonly tripKm: Range;
};

/** The whole state of one vehicle at one moment. Every step makes a new one. */
export type Vehicle = {
  readonly car: Car;
  readonly habits: Habits;
  readonly home: Place;
  readonly isHome: boolean;
  /** The way from home to where the vehicle is, or was last. */
  readonly way: readonly Waypoint[];
  readonly phase: Phase;
  /** Seconds asleep that will follow the present parking. */
  readonly standSeconds: number;
  readonly place: Place;
  readonly headingDegrees: number;
  readonly speedMps: number;
  readonly accelerationMps2: number;
  readonly odometerKm: number;
  readonly stores: Stores;
  readonly supply: Supply;
  readonly coolantCelsius: number;
  readonly outsideCelsius: number;
  readonly isDay: boolean;
  readonly mishaps: readonly Mishap[];
  readonly privacy: Privacy;
  readonly hasPassenger: boolean;
};

export type NewVehicle = {
  motorization: Motorization;
  home: Place;
  odometerKm: number;
  /** Begin in the middle of a trip. */
  startMoving: boolean;
  habits: Habits;
  /** Epoch milliseconds. */
  at: number;
  random: Random;
};

/** A vehicle at the beginning of a simulation: parked at home, or on its way. */
export function createVehicle({ random, at, home, habits, ...wish }: NewVehicle): Vehicle {
  const car = carOf(wish.motorization, random);
  const outside = outsideCelsius(at, home);
  const whole = between(random, [0, habits.parkedSeconds[1]]);
  const awake = Math.min(whole, habits.awakeSeconds);
  const parked: Vehicle = {
    car,
    habits,
    home,
    isHome: true,
    way: [],
    phase: { name: 'Parked', secondsLeft: awake },
    standSeconds: whole - awake,
    place: home,
    headingDegrees: random() * 360,
    speedMps: 0,
    accelerationMps2: 0,
    odometerKm: wish.odometerKm,
    stores: storesOf(car, wish.odometerKm, random),
    supply: noSupply,
    coolantCelsius: outside,
    outsideCelsius: outside,
    isDay: isDay(at, home),
    mishaps: [],
    privacy: 'None',
    hasPassenger: false,
  };
  return wish.startMoving ? onTheWay(parked, random) : parked;
}

function storesOf(car: Car, odometerKm: number, random: Random): Stores {
  const share = between(random, [0.35, 0.95]);
  return {
    batteryWh: car.batteryWh * share,
    fuelCl: car.tankCl * between(random, [0.25, 0.95]),
    hydrogenKg: car.hydrogenKg * share,
    fuelUsedCl: car.tankCl > 0 ? odometerKm * 6.5 : 0,
    instantPer100Km: 0,
  };
}

/** Turned into a vehicle that is already somewhere on its first trip, in the flow of traffic. */
function onTheWay(parked: Vehicle, random: Random): Vehicle {
  const { way, phase } = departed(parked, random);
  const passed = Math.floor(random() * way.length * 0.6);
  const from = way[passed - 1]?.place ?? parked.home;
  const headingDegrees = bearingDegrees(from, way[passed]?.place ?? parked.home);
  return {
    ...parked,
    way,
    phase: phase.name === 'Driving' ? { ...phase, trip: { ...phase.trip, ahead: way.slice(passed) } } : phase,
    headingDegrees,
    place: moved(from, headingDegrees, between(random, [20, 150])),
    speedMps: between(random, [6, 11]),
    coolantCelsius: between(random, [40, 85]),
  };
}

/** Driving off: on a new way from home, or the same way back. */
export function departed(vehicle: Vehicle, random: Random): Vehicle {
  const { home, isHome, habits } = vehicle;
  const way = isHome ? planWay(home, between(random, habits.tripKm), random) : vehicle.way;
  const trip: Trip = {
    ahead: isHome ? way : wayBack(way, home),
    halt: nextHalt('Town', random),
    pace: between(random, [0.9, 1.04]),
    metres: 0,
    ajarSeconds: vehicle.hasPassenger && random() < 0.15 ? 12 : 0,
  };
  return { ...vehicle, way, phase: { name: 'Driving', trip } };
}

export function isDriving(vehicle: Vehicle): boolean {
  return vehicle.phase.name === 'Driving';
}

/** Asleep is the only state in which a vehicle is not connected. */
export function isAwake(vehicle: Vehicle): boolean {
  return vehicle.phase.name !== 'Asleep';
}

export function isAjar({ phase }: Vehicle): boolean {
  return phase.name === 'Driving' && phase.trip.ajarSeconds > 0;
}

/** Alert types lit now, in the Web API's words. */
export function alertsOf(vehicle: Vehicle): AlertType[] {
  return activeAlerts({ ...vehicle, isAjar: isAjar(vehicle) });
}
