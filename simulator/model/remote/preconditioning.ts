import type { ClimateProgram } from '../../vehicle-client/body.ts';
import { chargeShare } from '../energy/charging.ts';
import { isDriving, type Vehicle } from '../vehicle.ts';
import { momentOf } from './charging.ts';
import { alreadyDone, done, isStolen, type Obeyed, type Rule, refused, withTold } from './order.ts';
import type { Climate } from './told.ts';

const off: Climate = { status: 'Disabled', secondsLeft: 0, programs: [] };
const runSeconds = 600;
const powerW = 3500;
const shareMin = 0.2;
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Heats or cools at once, or by programs. */
export const preconditioning: Rule<'preconditioning'> = (vehicle, { airConditioning }) => {
  if (!airConditioning || vehicle.car.batteryWh === 0) return refused(vehicle, 'WrongCommand');
  if (isStolen(vehicle)) return refused(vehicle, 'NotPossibleDueToVehicleStolenState');
  const { immediate, programs } = airConditioning;
  const kept = programs ? withClimate(vehicle, { programs: programsAfter(vehicle, programs) }) : vehicle;
  if (immediate === true) return start(kept);
  if (programs) return done(kept, 'keeps its programs of preconditioning');
  if (kept.told.climate?.status !== 'Enabled') return alreadyDone(kept);
  return done(withClimate(kept, { status: 'Disabled', secondsLeft: 0 }), 'stops preconditioning');
};

function start(vehicle: Vehicle): Obeyed {
  if (isDriving(vehicle)) return refused(vehicle, 'VehicleInUse');
  if (vehicle.told.climate?.status === 'Enabled') return alreadyDone(vehicle);
  if (isTooLow(vehicle)) return refused(vehicle, 'NotPossibleDueToVehicleBatteryLevel');
  return done(running(vehicle, 'Immediate'), 'preconditions');
}

function running(vehicle: Vehicle, startingCause: 'Immediate' | 'Scheduled'): Vehicle {
  return withClimate(vehicle, {
    status: 'Enabled',
    startingCause,
    failureCause: undefined,
    secondsLeft: runSeconds,
  });
}

function isTooLow({ car, stores, supply }: Vehicle): boolean {
  return supply.status === 'Disconnected' && chargeShare(car, stores) < shareMin;
}

function withClimate(vehicle: Vehicle, climate: Partial<Climate>): Vehicle {
  return withTold(vehicle, { climate: { ...(vehicle.told.climate ?? off), ...climate } });
}

/** Each takes the place of the one in its slot, or deletes it. */
function programsAfter({ told }: Vehicle, orders: readonly ClimateProgram[]): ClimateProgram[] {
  const bySlot = new Map((told.climate?.programs ?? []).map((program) => [program.slot, program]));
  for (const { actionsType, ...program } of orders) {
    if (actionsType === 'Delete') bySlot.delete(program.slot);
    else bySlot.set(program.slot, program);
  }
  return [...bySlot.values()];
}

/** The air conditioning `seconds` later: it draws on the battery, ends in time, and is off while driving. */
export function climateAfter(vehicle: Vehicle, { at, seconds }: { at: number; seconds: number }): Vehicle {
  const { climate } = vehicle.told;
  if (!climate) return vehicle;
  if (climate.status !== 'Enabled')
    return isDue(vehicle, { at, seconds }) ? running(vehicle, 'Scheduled') : vehicle;
  if (isDriving(vehicle)) return withClimate(vehicle, { status: 'Disabled', secondsLeft: 0 });
  if (isTooLow(vehicle))
    return withClimate(vehicle, { status: 'Failure', failureCause: 'LowBattery', secondsLeft: 0 });
  const secondsLeft = Math.max(0, climate.secondsLeft - seconds);
  const drawnWh = (powerW * Math.min(seconds, climate.secondsLeft)) / 3600;
  const batteryWh = Math.max(0, vehicle.stores.batteryWh - drawnWh);
  const status = secondsLeft > 0 ? 'Enabled' : 'Finished';
  return withClimate({ ...vehicle, stores: { ...vehicle.stores, batteryWh } }, { status, secondsLeft });
}

/** Whether the time of a program went by in the last `seconds`. */
function isDue(vehicle: Vehicle, { at, seconds }: { at: number; seconds: number }): boolean {
  if (isDriving(vehicle) || isTooLow(vehicle)) return false;
  const day = days[new Date(at).getUTCDay()] ?? '';
  return (vehicle.told.climate?.programs ?? []).some(({ enabled, start: text, occurence }) => {
    if (!enabled || text === undefined || (occurence?.day && !occurence.day.includes(day))) return false;
    return momentOf(text, at - seconds * 1000) <= at;
  });
}
