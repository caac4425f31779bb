/** A point on the earth in degrees, WGS 84, on a sphere of the mean radius. */
export type Place = { readonly longitude: number; readonly latitude: number };

const earthRadiusM = 6_371_008.8;
const degree = Math.PI / 180;

/** Great-circle distance in metres. */
export function distanceM(from: Place, to: Place): number {
  const halfLatitude = Math.sin(((to.latitude - from.latitude) * degree) / 2);
  const halfLongitude = Math.sin(((to.longitude - from.longitude) * degree) / 2);
  const chord =
    halfLatitude ** 2 +
    Math.cos(from.latitude * degree) * Math.cos(to.latitude * degree) * halfLongitude ** 2;
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Direction of the shortest way, degrees from north, 0 (included) to 360 (excluded). */
export function bearingDegrees(from: Place, to: Place): number {
  const longitude = (to.longitude - from.longitude) * degree;
  const east = Math.sin(longitude) * Math.cos(to.latitude * degree);
  const north =
    Math.cos(from.latitude * degree) * Math.sin(to.latitude * degree) -
    Math.sin(from.latitude * degree) * Math.cos(to.latitude * degree) * Math.cos(longitude);
  return wrapped(Math.atan2(east, north) / degree);
}

/** Where one gets to by going `metres` in the direction `headingDegrees`. */
export function moved(from: Place, headingDegrees: number, metres: number): Place {
  const angle = metres / earthRadiusM;
  const heading = headingDegrees * degree;
  const latitude = from.latitude * degree;
  const sine =
    Math.sin(latitude) * Math.cos(angle) + Math.cos(latitude) * Math.sin(angle) * Math.cos(heading);
  const east = Math.sin(heading) * Math.sin(angle) * Math.cos(latitude);
  const turned = Math.atan2(east, Math.cos(angle) - Math.sin(latitude) * sine) / degree;
  return {
    longitude: wrapped(from.longitude + turned + 180) - 180,
    latitude: Math.asin(Math.max(-1, Math.min(1, sine))) / degree,
  };
}

/** From 0 (included) to 360 (excluded). */
export function wrapped(degrees: number): number {
  const turned = degrees % 360;
  return turned < 0 ? turned + 360 : turned;
}

/** How far to turn from one direction to the other, -180 to 180; right is positive. */
export function turnDegrees(from: number, to: number): number {
  return wrapped(to - from + 180) - 180;
}
