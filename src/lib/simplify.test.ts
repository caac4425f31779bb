import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simplified } from './simplify.ts';
import { kilometresBetween, type Point } from './sphere.ts';

/** A walk of small steps, anywhere but at the poles, over the date line too. */
const walk = fc
  .record({
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    latitude: fc.double({ min: -70, max: 70, noNaN: true }),
    steps: fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
      maxLength: 60,
    }),
  })
  .map(({ longitude, latitude, steps }) => {
    let [x, y] = [longitude, latitude];
    const path: Point[] = [{ longitude, latitude }];
    for (const [east, north] of steps) {
      x = ((((x + east * 0.002 + 180) % 360) + 360) % 360) - 180;
      y += north * 0.002;
      path.push({ longitude: x, latitude: y });
    }
    return path;
  });

const tolerance = fc.double({ min: 0, max: 5, noNaN: true });

/** Another way to measure: the nearest of many points between two, which are near each other. */
function sampledKm(point: Point, one: Point, other: Point): number {
  let east = other.longitude - one.longitude;
  if (east > 180) east -= 360;
  if (east < -180) east += 360;
  const between = Array.from({ length: 401 }, (_, step) => ({
    longitude: one.longitude + (east * step) / 400,
    latitude: one.latitude + ((other.latitude - one.latitude) * step) / 400,
  }));
  return Math.min(...between.map((at) => kilometresBetween(point, at)));
}

describe('a simplified path', () => {
  it('keeps its ends and the order, and loses only points within the tolerance of what is left', () => {
    fc.assert(
      fc.property(walk, tolerance, (path, toleranceKm) => {
        const kept = simplified(path, toleranceKm);
        expect([kept[0], kept.at(-1)]).toEqual([path[0], path.at(-1)]);
        const indexes = kept.map((point) => path.indexOf(point));
        expect(indexes).toEqual([...indexes].sort((one, other) => one - other));
        for (const [place, from] of indexes.entries()) {
          const to = indexes[place + 1] ?? from;
          for (const point of path.slice(from + 1, to))
            expect(sampledKm(point, path[from] as Point, path[to] as Point)).toBeLessThan(toleranceKm + 0.02);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what sticks out by more than the tolerance, which is in km at any latitude', () => {
    for (const latitude of [0, 45, 69]) {
      const bulgeKm = 0.5;
      const path = [
        { longitude: 10, latitude },
        {
          longitude: 10 + bulgeKm / (111.195 * Math.cos((latitude * Math.PI) / 180)),
          latitude: latitude + 0.01,
        },
        { longitude: 10, latitude: latitude + 0.02 },
      ];
      expect(simplified(path, 0.49)).toHaveLength(3);
      expect(simplified(path, 0.51)).toHaveLength(2);
    }
  });

  it('counts the way beyond the ends, and a path that returns to its start', () => {
    const at = (longitude: number) => ({ longitude, latitude: 0 });
    expect(simplified([at(0), at(0.1), at(0.05)], 1)).toHaveLength(3);
    expect(simplified([at(0), at(0.1), at(0)], 1)).toHaveLength(3);
    expect(simplified([at(0), at(0), at(0)], 0)).toHaveLength(2);
  });

  it('of no or one point is the same', () => {
    expect(simplified([], 1)).toEqual([]);
    expect(simplified([{ longitude: 1, latitude: 2 }], 1)).toEqual([{ longitude: 1, latitude: 2 }]);
  });
});
