import { isDriving } from '../vehicle.ts';
import { alreadyDone, done, type Rule, refused, withTold } from './order.ts';

const hornSeconds = 4;
const lightsSeconds = 30;

export const horn: Rule<'horn'> = (vehicle, { state }) => {
  if (state !== 'Activated' && state !== 'Unactivated') return refused(vehicle, 'WrongCommand');
  if (isDriving(vehicle)) return refused(vehicle, 'VehicleInUse');
  const isOn = vehicle.told.hornSeconds > 0;
  if (isOn === (state === 'Activated')) return alreadyDone(vehicle);
  if (isOn) return done(withTold(vehicle, { hornSeconds: 0 }), 'is silent again');
  return done(withTold(vehicle, { hornSeconds }), 'sounds its horn');
};

export const lights: Rule<'lights'> = (vehicle, { on }) => {
  if (typeof on !== 'boolean') return refused(vehicle, 'WrongCommand');
  if (isDriving(vehicle)) return refused(vehicle, 'VehicleInUse');
  const isOn = vehicle.told.lightsSeconds > 0;
  if (isOn === on) return alreadyDone(vehicle);
  if (isOn) return done(withTold(vehicle, { lightsSeconds: 0 }), 'turns its lights off');
  return done(withTold(vehicle, { lightsSeconds }), 'flashes its lights');
};
