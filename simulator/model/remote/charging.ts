import { chargeShare, chargingPowerW } from '../energy/charging.ts';
import { isDriving, type Vehicle } from '../vehicle.ts';
import { alreadyDone, done, isStolen, type Obeyed, type Rule, refused, withTold } from './order.ts';

const dayMs = 86_400_000;

/** Starts, stops and puts off a charge, and keeps how the driver likes it. */
export const charging: Rule<'charging'> = (vehicle, order, { at }) => {
  if (vehicle.car.batteryWh === 0 || vehicle.car.motorization === 'Hydrogen')
    return refused(vehicle, 'WrongCommand');
  if (isStolen(vehicle)) return refused(vehicle, 'NotPossibleDueToVehicleStolenState');
  if (order.preferences) {
    const { type, level } = order.preferences;
    return done(withTold(vehicle, { chargeType: type, chargeLevel: level }), 'keeps how it is to be charged');
  }
  if (isDriving(vehicle)) return refused(vehicle, 'VehicleInUse');
  if (order.immediate === true) return start(vehicle);
  const delayed = order.schedule?.nextDelayedTime ?? order.nextDelayedTime;
  if (delayed !== undefined) return putOff(vehicle, momentOf(delayed, at));
  const [program] = (order.schedule?.programs ?? []) as { start?: string; enabled?: boolean }[];
  if (program?.start !== undefined) return putOff(vehicle, momentOf(program.start, at));
  return order.immediate === false ? stop(vehicle) : refused(vehicle, 'WrongCommand');
};

function start(vehicle: Vehicle): Obeyed {
  const { car, stores, supply } = vehicle;
  if (supply.status === 'Disconnected') return refused(vehicle, 'ExternalChargingSystemError');
  if (supply.status === 'InProgress' || chargeShare(car, stores) >= 1) return alreadyDone(vehicle);
  return done(started(vehicle), 'charges');
}

function stop(vehicle: Vehicle): Obeyed {
  if (vehicle.supply.status !== 'InProgress') return alreadyDone(vehicle);
  return done(withTold(stopped(vehicle), { chargeAt: undefined }), 'stops charging');
}

function putOff(vehicle: Vehicle, chargeAt: number): Obeyed {
  if (Number.isNaN(chargeAt)) return refused(vehicle, 'WrongCommand');
  const isCharging = vehicle.supply.status === 'InProgress';
  return done(withTold(isCharging ? stopped(vehicle) : vehicle, { chargeAt }), 'puts its charge off');
}

function stopped(vehicle: Vehicle): Vehicle {
  return { ...vehicle, supply: { ...vehicle.supply, status: 'Stopped', powerW: 0 } };
}

function started(vehicle: Vehicle): Vehicle {
  const { car, stores, supply } = vehicle;
  const powerW = chargingPowerW(car, stores.batteryWh, supply.source);
  return withTold(
    { ...vehicle, supply: { ...supply, status: 'InProgress', powerW } },
    { chargeAt: undefined },
  );
}

/** The next moment of a time, or of a duration after midnight (UTC). Epoch milliseconds; NaN for neither. */
export function momentOf(text: string, at: number): number {
  const [whole, hours = 0, minutes = 0, seconds = 0] =
    /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text) ?? [];
  if (whole === undefined) return Date.parse(text);
  const midnight = Math.floor(at / dayMs) * dayMs;
  const today = midnight + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return today > at ? today : today + dayMs;
}

const partialShare = 0.8;

/** The charge as it goes on: what was put off begins in its time, what is to be partial ends. */
export function chargeAfter(vehicle: Vehicle, at: number): Vehicle {
  const { supply, told, car, stores } = vehicle;
  if (supply.status === 'Stopped' && told.chargeAt !== undefined && at >= told.chargeAt)
    return started(vehicle);
  const isEnough = told.chargeType === 'Partial' && chargeShare(car, stores) >= partialShare;
  if (supply.status !== 'InProgress' || !isEnough) return vehicle;
  return { ...vehicle, supply: { ...supply, status: 'Finished', powerW: 0 } };
}
