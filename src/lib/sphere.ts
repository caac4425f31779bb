/** Degrees. */
export type Point = { longitude: number; latitude: number };

export const earthRadiusKm = 6371.0088;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** The way between two points over the surface of the earth taken as a sphere, km. */
export function kilometresBetween(one: Point, other: Point): number {
  const dLatitude = Math.sin(radians(other.latitude - one.latitude) / 2);
  const dLongitude = Math.sin(radians(other.longitude - one.longitude) / 2);
  const scale = Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude));
  const chord = dLatitude * dLatitude + scale * dLongitude * dLongitude;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord)));
}
