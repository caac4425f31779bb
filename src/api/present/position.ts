import { type Static, Type } from 'typebox';
import { VehiclePosition } from '../../model/motion.ts';
import { DateTime, oneOf } from '../../model/schema.ts';

const { heading, signalQuality, type, fixStatus } = VehiclePosition.properties;

const geometry = Type.Object({
  type: oneOf(['Point']),
  coordinates: Type.Array(Type.Number(), { description: 'longitude, latitude and, where known, altitude' }),
});

const properties = { heading, signalQuality, type, fixStatus };

/** A GeoJSON Feature. */
export const Position = Type.Object({
  type: oneOf(['Feature']),
  geometry,
  properties: Type.Object({ createdAt: DateTime, updatedAt: Type.Optional(DateTime), ...properties }),
});

/** The same without a time of its own, as telemetry carries it. */
export const Location = Type.Object({
  type: oneOf(['Feature']),
  geometry,
  properties: Type.Object(properties),
});

/** A position as a Feature. `updatedAt` is a copy for older clients. */
export function presentPosition(position: VehiclePosition, at: number): Static<typeof Position> {
  const { geometry: point, properties: others, ...feature } = presentLocation(position);
  const createdAt = new Date(at).toISOString();
  return { ...feature, geometry: point, properties: { createdAt, updatedAt: createdAt, ...others } };
}

export function presentLocation(position: VehiclePosition): Static<typeof Location> {
  const { longitude, latitude, altitude, ...others } = position;
  const coordinates = altitude === undefined ? [longitude, latitude] : [longitude, latitude, altitude];
  return { type: 'Feature', geometry: { type: 'Point', coordinates }, properties: others };
}
