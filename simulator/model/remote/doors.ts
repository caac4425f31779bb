import { isAjar, isDriving, type Vehicle } from '../vehicle.ts';
import { alreadyDone, done, isLeft, isStolen, type Obeyed, type Rule, refused, withTold } from './order.ts';

/**
 * Locks and unlocks: while it drives the first only. Closed by somebody who still sits in it, standing and with the key,
 * only when forced.
 */
export const doors: Rule<'door'> = (vehicle, { state, forced = false }) => {
  if (state !== 'Locked' && state !== 'Unlocked') return refused(vehicle, 'WrongCommand');
  if (isStolen(vehicle)) return refused(vehicle, 'NotPossibleDueToVehicleStolenState');
  if (vehicle.phase.name === 'Starting') return refused(vehicle, 'VehicleInUse');
  if (isDriving(vehicle)) return state === 'Locked' ? lockInside(vehicle) : refused(vehicle, 'VehicleInUse');
  return state === 'Locked' ? lock(vehicle, forced) : unlock(vehicle);
};

function lockInside(vehicle: Vehicle): Obeyed {
  if (isOpen(vehicle)) return refused(vehicle, 'DoorsOpen');
  if (vehicle.told.isLockedInside) return alreadyDone(vehicle);
  return done(withTold(vehicle, { isLockedInside: true }), 'locks its doors');
}

function unlock(vehicle: Vehicle): Obeyed {
  if (!isLeft(vehicle) || vehicle.told.isUnlocked) return alreadyDone(vehicle);
  return done(withTold(vehicle, { isUnlocked: true }), 'unlocks its doors');
}

function lock(vehicle: Vehicle, isForced: boolean): Obeyed {
  if (isOpen(vehicle)) return refused(vehicle, 'DoorsOpen');
  if (isLeft(vehicle)) {
    if (!vehicle.told.isUnlocked) return alreadyDone(vehicle);
    const locked = done(withTold(vehicle, { isUnlocked: false }), 'locks its doors');
    return isForced ? withFeedback(locked, 'NoCIDBlacklisted') : locked;
  }
  if (!isForced) return refused(vehicle, 'CidInside');
  // Whoever was inside has gone, and left the key.
  const left: Vehicle = { ...vehicle, hasPassenger: false, phase: { name: 'Parked', secondsLeft: 180 } };
  return withFeedback(done(left, 'locks its doors with the key inside'), 'CIDBlacklisted');
}

function withFeedback(obeyed: Obeyed, feedbackDetail: 'NoCIDBlacklisted' | 'CIDBlacklisted'): Obeyed {
  return { ...obeyed, answer: { status: 'Success', feedbackDetail } };
}

function isOpen(vehicle: Vehicle): boolean {
  const { name } = vehicle.phase;
  if (vehicle.opened && vehicle.opened.length > 0) return true;
  return isAjar(vehicle) || name === 'Boarding' || name === 'Alighting' || name === 'Stranded';
}
