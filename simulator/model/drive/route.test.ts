import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { distanceM, type Place } from '../world/sphere.ts';
import { planWay, wayBack } from './route.ts';

const home = { longitude: 4.8357, latitude: 45.764 };

function lengthKm(from: Place, way: readonly { place: Place }[]): number {
  const places = [from, ...way.map(({ place }) => place)];
  return places.reduce((sum, place, index) => sum + distanceM(places[index - 1] ?? place, place), 0) / 1000;
}

test('a way is about as long as asked for, in town at both ends, and on fast roads if it is long', () => {
  fc.assert(
    fc.property(fc.integer(), fc.double({ min: 1, max: 60, noNaN: true }), (seed, km) => {
      const way = planWay(home, km, seededRandom(seed));
      expect(lengthKm(home, way) / km).toBeGreaterThan(0.9);
      expect(lengthKm(home, way) / km).toBeLessThan(1.55);
      expect(way[0]?.road).toBe('Town');
      expect(way.at(-1)?.road).toBe('Town');
      const hasMotorway = way.some(({ road }) => road === 'Motorway');
      if (km < 19) expect(hasMotorway).toBe(false);
      if (km > 30) expect(hasMotorway).toBe(true);
    }),
  );
});

test('the way back ends at home and is as long, and twice reversed it is the way there', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const way = planWay(home, 12, seededRandom(seed));
      const end = way.at(-1)?.place ?? home;
      const back = wayBack(way, home);
      expect(back.at(-1)?.place).toEqual(home);
      expect(lengthKm(end, back)).toBeCloseTo(lengthKm(home, way), 6);
      expect(wayBack(back, end)).toEqual(way);
    }),
  );
});
