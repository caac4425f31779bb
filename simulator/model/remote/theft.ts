import { isDriving, type Vehicle } from '../vehicle.ts';
import { alreadyDone, done, isStolen, type Obeyed, type Rule, refused, withTold } from './order.ts';

const trackingByDefault = { running: 10, shutdown: 600 };

/** An immobilized vehicle does not start. It has to stand locked, or whoever drives would be in danger. */
export const immobilization: Rule<'immobilization'> = (vehicle, { activate }) => {
  if (typeof activate !== 'boolean') return refused(vehicle, 'WrongCommand');
  if (vehicle.told.isImmobilized === activate) return alreadyDone(vehicle);
  if (!activate) return done(withTold(vehicle, { isImmobilized: false }), 'may start again');
  if (isDriving(vehicle) || vehicle.phase.name === 'Starting') return refused(vehicle, 'VehicleInUse');
  if (vehicle.told.isUnlocked) return refused(vehicle, 'VehicleIsNotLocked');
  return done(withTold(vehicle, { isImmobilized: true }), 'does not start any more');
};

/** Counts as stolen, or is found again; and how often it tells where it is meanwhile. */
export const stolen: Rule<'stolen'> = (vehicle, order, circumstances) => {
  if (typeof order.stolen === 'boolean') return setStolen(vehicle, order.stolen);
  if (!isStolen(vehicle)) return refused(vehicle, 'WrongCommand');
  if (order.immobilization) return immobilization(vehicle, order.immobilization, circumstances);
  if (!order.trackingPeriod) return refused(vehicle, 'WrongCommand');
  const tracking = { ...trackingByDefault, ...vehicle.told.tracking, ...order.trackingPeriod };
  return done(withTold(vehicle, { tracking }), 'tells where it is in another rhythm');
};

function setStolen(vehicle: Vehicle, is: boolean): Obeyed {
  if (isStolen(vehicle) === is) return alreadyDone(vehicle);
  const next = { ...vehicle, theft: { isStolen: is, secondsLeft: is ? Infinity : 0 } };
  const tracking = is ? trackingByDefault : undefined;
  return done(withTold(next, { tracking }), is ? 'counts as stolen' : 'is found again');
}
