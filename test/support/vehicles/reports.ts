import { iso } from '../clock.ts';

let count = 0;

/** An id that no other report of the run has. */
export function newId(): string {
  count += 1;
  return `r${count}`;
}

/** A report of generation 2. */
export function report(at: number, groups: object): { id: string; at: string } & object {
  return { id: newId(), at: iso(at), ...groups };
}

const programs = [
  { slot: 1, enabled: true, recurrence: 'Daily', start: 'PT7H30M', occurence: { day: ['Mon', 'Tue'] } },
];

/** Every group of a plug-in hybrid, in the form of the wire. */
export const everyGroup = {
  ignition: { type: 'Start' },
  position: {
    longitude: 2.2945,
    latitude: 48.8584,
    altitude: 33,
    heading: 91,
    signalQuality: 9,
    type: 'Acquire',
    fixStatus: '3D',
  },
  energies: [
    {
      type: 'Fuel',
      subType: 'FossilEnergy',
      level: 55.5,
      autonomy: 410,
      extension: { fuel: { consumptions: { total: 812_340, instant: 5.4 } } },
    },
    {
      type: 'Electric',
      subType: 'ElectricEnergy',
      level: 71.5,
      autonomy: 48,
      extension: {
        electric: {
          charging: {
            plugged: true,
            status: 'InProgress',
            remainingTime: 'PT1H10M',
            chargingRate: 22,
            chargingPowerLevel: 'Level2',
            chargingMode: 'Slow',
            nextDelayedTime: 'PT22H30M',
            type: 'Full',
            schedule: {
              programs: [{ start: 'PT22H', end: 'PT6H', occurence: { day: ['Sun'] }, enabled: true }],
            },
          },
          battery: {
            load: { capacity: 13_200, residual: 9430 },
            health: { capacity: 97, resistance: 96 },
          },
        },
      },
    },
  ],
  engines: [
    {
      type: 'Thermic',
      speed: 1848,
      extension: {
        thermic: { coolant: { level: 80, temp: 87.5 }, oil: { level: 70, temp: 92.5 }, air: { temp: 21 } },
      },
    },
    { type: 'Electric', speed: 3200 },
  ],
  powertrain: { status: 'Running' },
  doorsState: { lockedStates: ['Locked'], opening: [{ identifier: 'Trunk', state: 'Open' }] },
  privacy: { state: 'None' },
  battery: { voltage: 82 },
  service: { type: 'Hybrid' },
  safety: {
    beltStatus: [{ id: 'Driver', belt: 'Normal' }],
    autoECallTriggering: 'NotDetected',
  },
  odometer: { mileage: 18_231.4 },
  kinetic: { speed: 32.5, acceleration: 0.4, moving: true },
  environment: { air: { temp: 14.5 }, luminosity: { day: true } },
  drivingBehavior: { mode: 'Eco' },
  lightingSystem: {
    turn: [{ direction: 'Left', status: 'Off' }],
    fog: [{ position: 'Rear', status: 'On' }],
  },
  alarm: {
    status: { activation: 'Active' },
    trigger: { type: 'TrunkDoorBreakIn', startAt: '2026-05-04T07:15:02.000Z' },
  },
  preconditioning: { airConditioning: { status: 'Enabled', startingCause: 'Scheduled', programs } },
  transmission: { gearbox: { ratio: 'Ratio3', mode: { automatic: true, sport: false } } },
  adas: { lvv: true, aebs: 'Off', accr: 'StandBy', sli: 50, parkAssist: { rear: ['TrailerInhibition'] } },
  wipingBlades: { active: true, speed: 'Low' },
  maintenance: { daysBeforeMaintenance: 91, mileageBeforeMaintenance: 6775 },
  alerts: { active: ['FuelLevelLow', 'RiskOfIce'] },
};
