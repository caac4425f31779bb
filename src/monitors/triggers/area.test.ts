import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kilometresBetween } from '../../lib/sphere.ts';
import { areaOf } from './area.ts';

const point = (longitude: number, latitude: number) => ({ longitude, latitude });
const anyPoint = fc.record({
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
});

describe('a circle', () => {
  it('has what is no farther than its radius over the surface of the earth', () => {
    fc.assert(
      fc.property(anyPoint, anyPoint, fc.integer({ min: 1, max: 20_000 }), (center, one, radius) => {
        const contains = areaOf({ transition: 'In', place: { radius, center } });
        expect(contains(one)).toBe(kilometresBetween(one, center) <= radius);
      }),
    );
  });
});

describe('a polygon', () => {
  const polygonOf = (...corners: ReturnType<typeof point>[]) =>
    areaOf({ transition: 'In', polygon: corners });

  it('has what its border goes around, also where that turns inward', () => {
    const contains = polygonOf(point(0, 0), point(4, 0), point(4, 4), point(2, 1), point(0, 4));
    expect([point(1, 1), point(3.5, 3), point(2, 0.5)].map(contains)).toEqual([true, true, true]);
    expect([point(2, 3), point(5, 1), point(-1, 2), point(2, -1)].map(contains)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('may lie over the date line', () => {
    const contains = polygonOf(point(179, -1), point(-179, -1), point(-179, 1), point(179, 1));
    expect([point(179.5, 0), point(-179.5, 0), point(180, 0), point(-180, 0)].map(contains)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([point(178, 0), point(-178, 0), point(0, 0)].map(contains)).toEqual([false, false, false]);
  });

  it('made of the corners of a rectangle has what lies between its sides', () => {
    const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        anyPoint,
        fc.tuple(degrees(0.1, 170), degrees(0.1, 80)),
        anyPoint,
        (corner, [width, height], one) => {
          const { longitude: west, latitude: south } = corner;
          const [east, north] = [west + width > 180 ? west + width - 360 : west + width, south + height];
          fc.pre(north <= 90);
          const contains = polygonOf(
            point(west, south),
            point(east, south),
            point(east, north),
            point(west, north),
          );
          const eastward = (((one.longitude - west) % 360) + 360) % 360;
          fc.pre(
            Math.abs(eastward) > 1e-6 && Math.abs(eastward - width) > 1e-6 && Math.abs(eastward - 360) > 1e-6,
          );
          fc.pre(Math.abs(one.latitude - south) > 1e-6 && Math.abs(one.latitude - north) > 1e-6);
          expect(contains(one)).toBe(eastward < width && one.latitude > south && one.latitude < north);
        },
      ),
    );
  });
});
