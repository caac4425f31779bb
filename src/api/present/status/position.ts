import { type Static, type TProperties, Type } from 'typebox';
import type { EpisodePosition } from '../../../model/episodes.ts';
import { VehiclePosition } from '../../../model/motion.ts';
import { DateTime, oneOf } from '../../../model/schema.ts';
import { type Place, vinAt } from '../face.ts';
import type { Visibility } from '../visibility.ts';

const { heading, signalQuality, type, fixStatus } = VehiclePosition.properties;

const geometry = Type.Object({
  type: oneOf(['Point']),
  coordinates: Type.Array(Type.Number(), { description: 'longitude, latitude and, where known, altitude' }),
});

const properties = { heading, signalQuality, type, fixStatus };
const vin = Type.Optional(Type.String());

function feature<Properties extends TProperties>(own: Properties) {
  return Type.Object({ type: oneOf(['Feature']), geometry, properties: Type.Object(own) });
}

/** A GeoJSON Feature: on the end user's face with the copy of its time that older clients read, else with the VIN. */
export const Position = feature({ createdAt: DateTime, updatedAt: Type.Optional(DateTime), ...properties });
export const FleetPosition = feature({ vin, createdAt: DateTime, ...properties });

/** The same without a time of its own, as telemetry carries it. */
export const Location = feature(properties);
export const FleetLocation = feature({ vin, ...properties });

/** A position as a Feature. */
export function presentPosition(
  position: VehiclePosition,
  at: number,
  place: Place,
): Static<typeof Position> {
  const createdAt = new Date(at).toISOString();
  const dates = place.face.hasLegacy ? { createdAt, updatedAt: createdAt } : { createdAt };
  const { properties: others, ...found } = presentLocation(position, place);
  return { ...found, properties: { ...dates, ...others } };
}

/** A position inside an episode, where it may be shown: the privacy mode of its own time counts. */
export function presentSeenPosition(
  position: EpisodePosition | undefined,
  visibility: Visibility,
  place: Place,
): Static<typeof Position> | undefined {
  if (!position || !visibility.seesPosition(position.privacy)) return undefined;
  const { at, privacy: _, ...found } = position;
  return presentPosition(found, at, place);
}

export function presentLocation(position: VehiclePosition, place: Place): Static<typeof Location> {
  const { longitude, latitude, altitude, ...others } = position;
  const coordinates = altitude === undefined ? [longitude, latitude] : [longitude, latitude, altitude];
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates },
    properties: { ...vinAt(place), ...others },
  };
}
