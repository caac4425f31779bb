export type LngLat = [longitude: number, latitude: number];

/** An area as monitors have them: a circle (km) or a polygon (3 to 100 points, not closed). */
export type Area =
  | { kind: 'circle'; center: LngLat; radiusKm: number }
  | { kind: 'polygon'; points: LngLat[] };

export const pointsLeast = 3;
export const pointsMost = 100;

const earthRadiusKm = 6371.0088;
const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (angle: number) => (angle * 180) / Math.PI;

/** Along a great circle, km. */
export function kilometresBetween([one, latitude]: LngLat, [other, otherLatitude]: LngLat): number {
  const [a, b] = [radians(latitude), radians(otherLatitude)];
  const half = (angle: number) => Math.sin(angle / 2) ** 2;
  const chord = half(b - a) + Math.cos(a) * Math.cos(b) * half(radians(other - one));
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** The place so far away in a direction, degrees from north. */
export function placeFrom([longitude, latitude]: LngLat, bearing: number, km: number): LngLat {
  const [angle, from, turn] = [km / earthRadiusKm, radians(latitude), radians(bearing)];
  const to = Math.asin(Math.sin(from) * Math.cos(angle) + Math.cos(from) * Math.sin(angle) * Math.cos(turn));
  const east = Math.atan2(
    Math.sin(turn) * Math.sin(angle) * Math.cos(from),
    Math.cos(angle) - Math.sin(from) * Math.sin(to),
  );
  return [longitude + degrees(east), degrees(to)];
}

const corners = 72;

/** The outline of an area; that of a circle has so many corners. */
export function outlineOf(area: Area): LngLat[] {
  if (area.kind === 'polygon') return area.points;
  const { center, radiusKm } = area;
  return Array.from({ length: corners }, (_, index) => placeFrom(center, (index * 360) / corners, radiusKm));
}
