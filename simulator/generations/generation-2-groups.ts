import { isArmed } from '../model/body/break-ins.ts';
import { serviceLeft } from '../model/body/maintenance.ts';
import { alertsOf, type Vehicle } from '../model/vehicle.ts';
import { rounded } from './conversions.ts';
import { energiesOf } from './energy-groups.ts';
import {
  cabinOf,
  electricRpm,
  gearOf,
  isDriverDoorOpen,
  isLeftOpen,
  isPassengerDoorOpen,
  thermicRpm,
  unbeltedOf,
} from './signals.ts';

/** Each group that these vehicles measure, as it goes on the wire; undefined while there is nothing to say. */
export const groupsOf = {
  ignition: (vehicle: Vehicle) => ({ type: cabinOf(vehicle).ignition }),
  powertrain: (vehicle: Vehicle) => ({ status: cabinOf(vehicle).powertrain }),
  doorsState,
  privacy: ({ privacy }: Vehicle) => ({ state: privacy }),
  safety,
  alerts: (vehicle: Vehicle) => ({ active: alertsOf(vehicle) }),
  alarm,
  collision,
  stolen: ({ theft }: Vehicle) => theft && { state: theft.isStolen },
  preconditioning,
  position,
  kinetic,
  odometer: ({ odometerKm }: Vehicle) => ({ mileage: rounded(odometerKm, 2) }),
  energies: energiesOf,
  engines,
  transmission,
  environment: ({ outsideCelsius, isDay }: Vehicle) => ({
    air: { temp: rounded(outsideCelsius, 1) },
    luminosity: { day: isDay },
  }),
  service: ({ car }: Vehicle) => ({ type: serviceTypes[car.motorization] }),
  battery: ({ outsideCelsius }: Vehicle) => ({
    voltage: Math.round(92 - Math.max(0, 10 - outsideCelsius) / 2),
  }),
  drivingBehavior: ({ mode }: Vehicle) => ({ mode }),
  maintenance: (vehicle: Vehicle) => {
    const { km, days } = serviceLeft(vehicle);
    return { daysBeforeMaintenance: days, mileageBeforeMaintenance: Math.round(km) };
  },
} as const satisfies Record<string, (vehicle: Vehicle) => object | undefined>;

export type WireGroup = keyof typeof groupsOf;
/** Those that say how things are. A collision is a moment and is told once. */
export const lastingGroups = (Object.keys(groupsOf) as WireGroup[]).filter((name) => name !== 'collision');

const serviceTypes = { Electric: 'Electric', Hybrid: 'Hybrid', Thermic: 'Unknown', Hydrogen: 'Unknown' };

function doorsState(vehicle: Vehicle) {
  const state = (isOpen: boolean) => (isOpen ? 'Open' : 'Closed');
  return {
    lockedStates: [cabinOf(vehicle).isLocked ? 'Locked' : 'Unlocked'],
    opening: [
      { identifier: 'Driver', state: state(isDriverDoorOpen(vehicle)) },
      { identifier: 'Passenger', state: state(isPassengerDoorOpen(vehicle)) },
      { identifier: 'RearLeft', state: state(isLeftOpen(vehicle, 'RearLeft')) },
      { identifier: 'RearRight', state: state(isLeftOpen(vehicle, 'RearRight')) },
      { identifier: 'Trunk', state: state(isLeftOpen(vehicle, 'Trunk')) },
    ],
  };
}

function safety(vehicle: Vehicle) {
  const { driver, passenger } = unbeltedOf(vehicle);
  const belt = (isMissing: boolean) => (isMissing ? 'Omission' : 'Normal');
  return {
    beltStatus: [
      { id: 'Driver', belt: belt(driver) },
      { id: 'Passenger', belt: belt(passenger) },
    ],
    autoECallTriggering: vehicle.eCall,
  };
}

function alarm(vehicle: Vehicle) {
  const { trigger } = vehicle;
  const status = { activation: isArmed(vehicle) ? 'Active' : 'Inactive' };
  if (!trigger) return { status };
  return { status, trigger: { type: trigger.type, startAt: new Date(trigger.at).toISOString() } };
}

function collision({ collision: last }: Vehicle) {
  if (!last) return undefined;
  const { side, severity, tippedOver, pedestrian } = last;
  return { details: [{ side, severity }], tippedOver, ...(pedestrian === undefined ? {} : { pedestrian }) };
}

function preconditioning({ told: { climate } }: Vehicle) {
  if (!climate) return undefined;
  const { status, startingCause, failureCause, programs } = climate;
  return { airConditioning: { status, startingCause, failureCause, programs } };
}

function position({ place, headingDegrees }: Vehicle) {
  return {
    longitude: rounded(place.longitude, 6),
    latitude: rounded(place.latitude, 6),
    heading: Math.round(headingDegrees),
    signalQuality: 90,
    type: 'Acquire',
    fixStatus: '3D',
  };
}

function kinetic({ speedMps, accelerationMps2 }: Vehicle) {
  return {
    speed: rounded(speedMps * 3.6, 1),
    acceleration: rounded(accelerationMps2, 2),
    moving: speedMps > 0,
  };
}

function engines(vehicle: Vehicle) {
  const { motorization } = vehicle.car;
  const electric = { type: 'Electric', speed: Math.round(electricRpm(vehicle)) };
  if (motorization === 'Electric' || motorization === 'Hydrogen') return [electric];
  const celsius = rounded(vehicle.coolantCelsius, 1);
  const thermic = {
    type: 'Thermic',
    speed: Math.round(thermicRpm(vehicle)),
    extension: {
      thermic: {
        coolant: { level: 88, temp: celsius },
        oil: { level: 82, temp: celsius },
        air: { temp: rounded(vehicle.outsideCelsius, 1) },
      },
    },
  };
  return motorization === 'Hybrid' ? [thermic, electric] : [thermic];
}

function transmission(vehicle: Vehicle) {
  const isManual = vehicle.car.motorization === 'Thermic';
  const gear = gearOf(vehicle);
  const ratio = gear === 0 ? 'Neutral' : `Ratio${isManual ? gear : 1}`;
  return { gearbox: { ratio, mode: { automatic: !isManual } } };
}
