import { type Static, Type } from 'typebox';
import { oneOf, partial } from './schema.ts';

/** Where the vehicle is. The Web API shows it as a GeoJSON Feature; inside it stays flat. */
export const VehiclePosition = Type.Object({
  longitude: Type.Number({ minimum: -180, maximum: 180, description: 'degrees, WGS 84' }),
  latitude: Type.Number({ minimum: -90, maximum: 90, description: 'degrees, WGS 84' }),
  altitude: Type.Optional(Type.Number({ minimum: -500, maximum: 9000, description: 'm' })),
  heading: Type.Optional(Type.Integer({ minimum: 0, maximum: 360, description: 'degrees from north' })),
  signalQuality: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  type: Type.Optional(oneOf(['Estimated', 'Acquire'])),
  fixStatus: Type.Optional(oneOf(['2D', '3D'])),
});

export const Odometer = Type.Object({
  mileage: Type.Number({ minimum: 0, maximum: 5_000_000, description: 'km' }),
});

export const Kinetic = partial({
  acceleration: Type.Number({ minimum: -100, maximum: 100, description: 'm/s²' }),
  speed: Type.Number({ minimum: -50, maximum: 450, description: 'km/h' }),
  moving: Type.Boolean(),
});

export const Air = Type.Object({ temp: Type.Number({ minimum: -60, maximum: 80, description: '°C' }) });

export const Luminosity = Type.Object({ day: Type.Boolean() });

/** Negative when overdue. */
export const Maintenance = partial({
  daysBeforeMaintenance: Type.Integer({ minimum: -36_500, maximum: 36_500, description: 'days' }),
  mileageBeforeMaintenance: Type.Number({ minimum: -1_000_000, maximum: 1_000_000, description: 'km' }),
});

export type VehiclePosition = Static<typeof VehiclePosition>;
export type Kinetic = Static<typeof Kinetic>;
export type Odometer = Static<typeof Odometer>;
