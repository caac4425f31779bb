import { Type } from 'typebox';
import { Day } from './energies.ts';
import { DateTime, Duration, oneOf, partial } from './schema.ts';

export const DoorsState = partial({
  lockedStates: Type.Array(
    oneOf([
      'Unlocked',
      'Locked',
      'SuperLocked',
      'DriverDoorUnlocked',
      'CabinDoorsUnlocked',
      'CargoDoorsLocked',
      'CargoDoorsUnlocked',
      'RearDoorsUnlocked',
      'RearDoorsLocked',
      'TrunkLocked',
      'TrunkUnLocked',
    ]),
    { maxItems: 11 },
  ),
  opening: Type.Array(
    Type.Object({
      identifier: oneOf([
        'Driver',
        'Passenger',
        'RearLeft',
        'RearRight',
        'Trunk',
        'RearWindow',
        'RoofWindow',
      ]),
      state: oneOf(['Open', 'Closed']),
    }),
    { maxItems: 7 },
  ),
});

const Lamp = Type.Object({
  direction: Type.Optional(oneOf(['Left', 'Right'])),
  position: Type.Optional(oneOf(['Front', 'Rear'])),
  status: oneOf(['Off', 'On']),
});

export const LightingSystem = partial({
  turn: Type.Array(Lamp, { maxItems: 4 }),
  fog: Type.Array(Lamp, { maxItems: 4 }),
});

export const WipingBlades = Type.Object({
  active: Type.Boolean(),
  speed: Type.Optional(oneOf(['High', 'Low'])),
});

export const Safety = partial({
  beltStatus: Type.Array(
    Type.Object({ id: oneOf(['Driver', 'Passenger']), belt: oneOf(['Normal', 'Omission']) }),
    { maxItems: 2 },
  ),
  autoECallTriggering: oneOf(['NotDetected', 'Detected', 'ShockDetectionUnabled']),
});

export const Privacy = Type.Object({ state: oneOf(['None', 'Geolocation', 'Full']) });

/** `voltage` is the state of health of the 12 V battery in %; the name misleads and is the contract's. */
export const AuxiliaryBattery = Type.Object({
  voltage: Type.Number({ minimum: 0, maximum: 100, description: '%' }),
});

export const ServiceType = Type.Object({ type: oneOf(['Electric', 'Hybrid', 'Unknown']) });

export const PreconditioningProgram = Type.Object({
  slot: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
  enabled: Type.Boolean(),
  recurrence: Type.Optional(oneOf(['None', 'Daily'])),
  start: Type.Optional(Duration),
  occurence: Type.Optional(partial({ day: Type.Array(Day, { maxItems: 7 }) })),
});

export const AirConditioning = partial({
  status: oneOf(['Enabled', 'Disabled', 'Finished', 'Failure']),
  startingCause: oneOf(['Immediate', 'Scheduled']),
  failureCause: oneOf([
    'Defect',
    'DoorOpened',
    'LowBattery',
    'LowFuelLevel',
    'TooManyUnusedProg',
    'WindowsRoofOpened',
    'HoodOpened',
    'NotParked',
    'OtherFailures',
  ]),
  programs: Type.Array(PreconditioningProgram, { maxItems: 4 }),
});

export const AlarmStatus = Type.Object({ activation: oneOf(['Inactive', 'Active']) });

export const AlarmTrigger = Type.Object({
  type: oneOf([
    'NoBreakIn',
    'FrontRightDoorBreakIn',
    'FrontLeftDoorBreakIn',
    'RearRightFrontDoorBreakIn',
    'RearLeftFrontDoorBreakIn',
    'HoodDoorBreakIn',
    'TrunkDoorBreakIn',
    'BackliteDoorBreakIn',
    'RoofBreakIn',
    'VolumetricBreakIn',
    'VehicleLifting',
    'ElectricalsystemBreakIn',
    'KeyLearning',
    'UnauthenticatedStartup',
  ]),
  startAt: DateTime,
});
