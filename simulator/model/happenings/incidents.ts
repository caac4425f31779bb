import { type AlertType, withMishap } from '../body/alerts.ts';
import { brokenInto, isArmed } from '../body/break-ins.ts';
import { collided, type Severity } from '../body/collisions.ts';
import { stolen } from '../body/theft.ts';
import { isLeft, isStolen, withTold } from '../remote/order.ts';
import { isDriving, type Vehicle } from '../vehicle.ts';
import type { Happen } from './happening.ts';

/** A driving car is hit as hard as was wished; one that stands is touched by another that parks. */
export const collision: Happen = (vehicle, { severity = 'Minor' }, moment) => {
  if (isDriving(vehicle))
    return { vehicle: collided(vehicle, { ...moment, severity: severity as Severity }) };
  const touched = { at: moment.at, side: 'Rear', severity: 'Minimal', tippedOver: false } as const;
  return { vehicle: { ...vehicle, collision: touched } };
};

/** It stays lit until it is cleared. */
export const warningLamp: Happen = (vehicle, { type = 'EngineFault' }) => {
  const others = vehicle.mishaps.filter((mishap) => mishap.type !== type);
  const mishaps = withMishap(others, { type: type as AlertType, secondsLeft: Infinity });
  return { vehicle: { ...vehicle, mishaps } };
};

/** One lamp, or all of them; those that the state itself lights, such as for an empty tank, stay. */
export const clearLamp: Happen = (vehicle, { type }) => {
  const mishaps = vehicle.mishaps.filter((mishap) => type !== undefined && mishap.type !== type);
  return { vehicle: { ...vehicle, mishaps } };
};

/** Somebody tampers with it; who left it unlocked locks it first. */
export const alarm: Happen = (vehicle, _happening, moment) => {
  if (!isLeft(vehicle)) return { refused: 'somebody is in it: park it first' };
  const locked = withTold({ ...vehicle, opened: [] }, { isUnlocked: false });
  return { vehicle: isArmed(locked) ? brokenInto(locked, moment) : locked };
};

/** Driven off without a key; or, where it drives already, the one who drives it is a thief. */
export const steal: Happen = (vehicle, _happening, moment) => {
  if (isStolen(vehicle)) return { refused: 'it is stolen already' };
  if (isLeft(vehicle)) return { vehicle: untilEnded(stolen({ ...vehicle, opened: [] }, moment)) };
  const trigger = { type: 'UnauthenticatedStartup', at: moment.at } as const;
  return { vehicle: untilEnded({ ...vehicle, trigger, privacy: 'None' }) };
};

function untilEnded(vehicle: Vehicle): Vehicle {
  return { ...vehicle, theft: { isStolen: true, secondsLeft: Infinity } };
}

export const endTheft: Happen = (vehicle) => {
  if (!isStolen(vehicle)) return { refused: 'it is not stolen' };
  const found = withTold(vehicle, { tracking: undefined, isImmobilized: false });
  return { vehicle: { ...found, theft: { isStolen: false, secondsLeft: 0 } } };
};
