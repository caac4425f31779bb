import { wayToHere } from '../drive/drive.ts';
import { nextHalt } from '../drive/driving.ts';
import { planWayTo } from '../drive/route.ts';
import { board } from '../phases.ts';
import { isLeft } from '../remote/order.ts';
import { isDriving, type Trip, type Vehicle } from '../vehicle.ts';
import { distanceM, moved } from '../world/sphere.ts';
import { type Happen, type Happened, stayedSeconds, staying } from './happening.ts';

/** Nearer it is there already; farther nobody waits for it. */
const reach = { leastM: 300, mostM: 150_000 };

/** Sets off to a place, or goes there from where it drives. From then on it commutes between the two. */
export const driveTo: Happen = (vehicle, { position }, { random }) => {
  if (!position) return { refused: 'nobody said where to' };
  const metres = distanceM(vehicle.place, position);
  if (metres < reach.leastM) return { refused: 'it is there already' };
  if (metres > reach.mostM) return { refused: `that is too far: at most ${reach.mostM / 1000} km` };
  if (vehicle.told.isImmobilized) return { refused: 'it is immobilized' };
  const bound: Vehicle = { ...vehicle, opened: [], wish: { ...vehicle.wish, to: position } };
  if (!isDriving(vehicle)) return { vehicle: isLeft(vehicle) ? board(bound, random) : bound };
  return { vehicle: rerouted(bound, position, random) };
};

function rerouted(vehicle: Vehicle, to: Vehicle['place'], random: () => number): Vehicle {
  const { phase, place, wish } = vehicle;
  if (phase.name !== 'Driving') return vehicle;
  const way = planWayTo(place, to, random);
  const trip = { ...phase.trip, ahead: way, halt: nextHalt('Town', random) };
  return {
    ...vehicle,
    home: place,
    isHome: true,
    way,
    wish: { ...wish, to: undefined },
    phase: { ...phase, trip },
  };
}

/** Brakes and stays where it comes to a stop; one that stands stays. */
export const park: Happen = (vehicle): Happened => {
  const { phase } = vehicle;
  const wish = { ...vehicle.wish, to: undefined, standSeconds: stayedSeconds };
  if (phase.name === 'Driving') return { vehicle: { ...halted(vehicle, phase.trip), wish } };
  if (isLeft(vehicle)) return { vehicle: staying(vehicle) };
  return { vehicle: { ...vehicle, wish, phase: { name: 'Alighting', secondsLeft: 4 } } };
};

/** The way ends where it can stop. It will go home from there. */
function halted(vehicle: Vehicle, trip: Trip): Vehicle {
  const { place, headingDegrees, speedMps, phase } = vehicle;
  if (phase.name !== 'Driving') return vehicle;
  const end = moved(place, headingDegrees, speedMps ** 2 / 2.4 + 2 * speedMps + 5);
  const ahead = [{ place: end, road: trip.ahead[0]?.road ?? 'Town' }];
  const halt = { inM: Number.MAX_SAFE_INTEGER, waitSeconds: 0 };
  const way = wayToHere(vehicle, trip);
  return { ...vehicle, way, isHome: true, phase: { ...phase, trip: { ...trip, ahead, halt } } };
}

/** Off the line for a quarter of an hour, unless it is woken. */
export const sleep: Happen = (vehicle): Happened => {
  if (!isLeft(vehicle)) return { refused: 'somebody is in it: park it first' };
  const secondsLeft = Math.max(stayedSeconds, vehicle.standSeconds);
  return { vehicle: { ...vehicle, standSeconds: 0, phase: { name: 'Asleep', secondsLeft } } };
};
