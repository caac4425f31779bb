import { type Static, Type } from 'typebox';
import { Duration, oneOf, partial } from './schema.ts';

export const EnergySubType = oneOf(['FossilEnergy', 'ElectricEnergy', 'Hydrogen']);
export const Level = Type.Number({ minimum: 0, maximum: 100, description: '%' });
export const Autonomy = Type.Integer({ minimum: 0, maximum: 5000, description: 'km' });

/** Fuel use: `total` in cL, `instant` in L/100 km; for hydrogen in hundredths of a kilogram and kg/100 km. */
export const FuelConsumptions = partial({
  total: Type.Number({ minimum: 0, maximum: 1e10, description: 'cL, hundredths of a kilogram for hydrogen' }),
  instant: Type.Number({ minimum: 0, maximum: 200, description: 'L/100 km, kg/100 km for hydrogen' }),
});

export const Day = oneOf(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);

export const ChargeProgram = partial({
  start: Duration,
  end: Duration,
  occurence: partial({ day: Type.Array(Day, { maxItems: 7 }) }),
  enabled: Type.Boolean(),
  chargeUntilFull: Type.Boolean(),
  slot: Type.Integer({ minimum: 1, maximum: 4 }),
});

export const Charging = partial({
  plugged: Type.Boolean(),
  status: oneOf(['Disconnected', 'InProgress', 'Failure', 'Stopped', 'Finished']),
  remainingTime: Duration,
  chargingRate: Type.Integer({ minimum: 0, maximum: 500, description: 'km gained per hour' }),
  chargingPowerLevel: oneOf(['Level1', 'Level2', 'Level3', 'Level4', 'Level5']),
  chargingMode: oneOf(['No', 'Slow', 'Quick']),
  nextDelayedTime: Duration,
  schedule: partial({ programs: Type.Array(ChargeProgram, { maxItems: 4 }) }),
  type: oneOf(['Partial', 'Full']),
});

/** What is in the battery now, and what fits: Wh. */
export const BatteryLoad = partial({
  capacity: Type.Integer({ minimum: 0, maximum: 2_000_000, description: 'Wh' }),
  residual: Type.Integer({ minimum: 0, maximum: 2_000_000, description: 'Wh' }),
});

export const BatteryHealth = partial({
  capacity: Type.Integer({ minimum: 0, maximum: 100, description: '%' }),
  resistance: Type.Integer({ minimum: 0, maximum: 100, description: '%' }),
});

const energyHead = {
  subType: Type.Optional(EnergySubType),
  level: Type.Optional(Level),
  autonomy: Type.Optional(Autonomy),
};

export const FuelEnergy = Type.Object({
  type: oneOf(['Fuel']),
  ...energyHead,
  extension: Type.Optional(partial({ fuel: partial({ consumptions: FuelConsumptions }) })),
});

/** Battery load and health are groups of their own: the contract gives each its own `createdAt`. */
export const ElectricEnergy = Type.Object({
  type: oneOf(['Electric']),
  ...energyHead,
  extension: Type.Optional(partial({ electric: partial({ charging: Charging }) })),
});

export type FuelEnergy = Static<typeof FuelEnergy>;
export type ElectricEnergy = Static<typeof ElectricEnergy>;
export type BatteryLoad = Static<typeof BatteryLoad>;
export type BatteryHealth = Static<typeof BatteryHealth>;
