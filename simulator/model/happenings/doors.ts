import { isLeft, withTold } from '../remote/order.ts';
import { type Door, doors, isDriving, type Vehicle } from '../vehicle.ts';
import { type Happen, type Happened, staying } from './happening.ts';

const ajarSeconds = 30;

/** A door stands open; the car is unlocked for it. While it drives, that of the passenger is not quite shut. */
export const openDoor: Happen = (vehicle, { door = 'Driver' }): Happened => {
  if (isDriving(vehicle)) return ajar(vehicle);
  const opened = [...new Set([...(vehicle.opened ?? []), door as Door])];
  const unlocked = isLeft(vehicle) ? withTold(staying(vehicle), { isUnlocked: true }) : vehicle;
  return { vehicle: { ...unlocked, opened: doors.filter((one) => opened.includes(one)) } };
};

function ajar(vehicle: Vehicle): Happened {
  const { phase } = vehicle;
  if (phase.name !== 'Driving') return { vehicle };
  return { vehicle: { ...vehicle, phase: { ...phase, trip: { ...phase.trip, ajarSeconds } } } };
}

/** All of them; locked it is by a command. */
export const closeDoors: Happen = (vehicle): Happened => {
  const { phase } = vehicle;
  if (phase.name !== 'Driving') return { vehicle: { ...vehicle, opened: [] } };
  return {
    vehicle: { ...vehicle, opened: [], phase: { ...phase, trip: { ...phase.trip, ajarSeconds: 0 } } },
  };
};
