/** A place on the earth, degrees. */
export type Place = { longitude: number; latitude: number };

const earthRadiusM = 6_371_008.8;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in m. */
export function distanceM(from: Place, to: Place): number {
  const latitude = Math.sin(radians(to.latitude - from.latitude) / 2);
  const longitude = Math.sin(radians(to.longitude - from.longitude) / 2);
  const spread = Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude));
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(latitude ** 2 + spread * longitude ** 2)));
}

/** Direction from one place to the next in whole degrees from north, 0 to 359. */
export function headingDegrees(from: Place, to: Place): number {
  const turn = radians(to.longitude - from.longitude);
  const [start, end] = [radians(from.latitude), radians(to.latitude)];
  const east = Math.sin(turn) * Math.cos(end);
  const north = Math.cos(start) * Math.sin(end) - Math.sin(start) * Math.cos(end) * Math.cos(turn);
  return (Math.round((Math.atan2(east, north) * 180) / Math.PI) + 360) % 360;
}
