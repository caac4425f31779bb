import fc from 'fast-check';
import { expect, it } from 'vitest';
import { kilometresBetween, type LngLat, outlineOf, placeFrom } from './area.ts';

const place = fc.tuple(
  fc.double({ min: -179, max: 179, noNaN: true }),
  fc.double({ min: -75, max: 75, noNaN: true }),
) as fc.Arbitrary<LngLat>;

it('finds places as far away as was asked for', () => {
  fc.assert(
    fc.property(
      place,
      fc.double({ min: 0, max: 360, noNaN: true }),
      fc.double({ min: 0.01, max: 500, noNaN: true }),
      (from, bearing, km) => {
        expect(kilometresBetween(from, placeFrom(from, bearing, km))).toBeCloseTo(km, 4);
      },
    ),
  );
});

it('has every corner of a circle on it', () => {
  const center: LngLat = [2.35, 48.85];
  for (const corner of outlineOf({ kind: 'circle', center, radiusKm: 3 }))
    expect(kilometresBetween(center, corner)).toBeCloseTo(3, 6);
});
