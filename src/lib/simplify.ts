import { earthRadiusKm, kilometresBetween, type Point } from './sphere.ts';

/**
 * Douglas-Peucker on the sphere: the points of a path without those that lie within a tolerance, in km, of
 * the path through the others. The first and the last stay, and the order.
 */
export function simplified<At extends Point>(path: readonly At[], toleranceKm: number): At[] {
  if (path.length < 3) return [...path];
  const vectors = path.map(vectorOf);
  const isKept = path.map((_, index) => index === 0 || index === path.length - 1);
  const stretches: (readonly [from: number, to: number])[] = [[0, path.length - 1]];
  for (let stretch = stretches.pop(); stretch; stretch = stretches.pop()) {
    const [from, to] = stretch;
    const { index, km } = farthest(path, vectors, stretch);
    if (!(km > toleranceKm)) continue;
    isKept[index] = true;
    stretches.push([from, index], [index, to]);
  }
  return path.filter((_, index) => isKept[index]);
}

type Vector = readonly [x: number, y: number, z: number];

/** The point between the ends of a stretch that is farthest from the way between them. */
function farthest(
  path: readonly Point[],
  vectors: readonly Vector[],
  [from, to]: readonly [number, number],
): { index: number; km: number } {
  const distance = distanceFrom(path, vectors, [from, to]);
  let found = { index: from, km: 0 };
  for (let index = from + 1; index < to; index += 1) {
    const km = distance(index);
    if (km > found.km) found = { index, km };
  }
  return found;
}

/** Kilometres from points of the path to the shortest way between two of them. */
function distanceFrom(
  path: readonly Point[],
  vectors: readonly Vector[],
  [from, to]: readonly [number, number],
) {
  const [start, end] = [vectors[from] as Vector, vectors[to] as Vector];
  const across = normalized(cross(start, end));
  const [afterStart, beforeEnd] = across ? [cross(across, start), cross(end, across)] : [start, end];
  const between = (one: number, other: number) => kilometresBetween(path[one] as Point, path[other] as Point);
  return (index: number): number => {
    const point = vectors[index] as Vector;
    const isBeside = across && dot(afterStart, point) >= 0 && dot(beforeEnd, point) >= 0;
    if (!isBeside) return Math.min(between(index, from), between(index, to));
    return Math.abs(Math.asin(Math.max(-1, Math.min(1, dot(across, point))))) * earthRadiusKm;
  };
}

function vectorOf({ longitude, latitude }: Point): Vector {
  const [lambda, phi] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

function cross(one: Vector, other: Vector): Vector {
  const [a, b, c] = one;
  const [x, y, z] = other;
  return [b * z - c * y, c * x - a * z, a * y - b * x];
}

const dot = (one: Vector, other: Vector) => one[0] * other[0] + one[1] * other[1] + one[2] * other[2];

/** Of length 1; undefined of what has no direction: there is no one great circle through the two points. */
function normalized(vector: Vector): Vector | undefined {
  const length = Math.sqrt(dot(vector, vector));
  if (length < 1e-12) return undefined;
  const [x, y, z] = vector;
  return [x / length, y / length, z / length];
}
