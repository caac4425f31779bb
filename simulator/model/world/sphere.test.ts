import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bearingDegrees, distanceM, moved, turnDegrees } from './sphere.ts';

const place = fc.record({
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  latitude: fc.double({ min: -80, max: 80, noNaN: true }),
});
const heading = fc.double({ min: 0, max: 359.9, noNaN: true });
const metres = fc.double({ min: 1, max: 100_000, noNaN: true });

test('going some metres in a direction leads just so far in that direction', () => {
  fc.assert(
    fc.property(place, heading, metres, (from, direction, far) => {
      const to = moved(from, direction, far);
      expect(Math.abs(distanceM(from, to) - far)).toBeLessThan(0.001 + far * 1e-6);
      expect(Math.abs(turnDegrees(direction, bearingDegrees(from, to)))).toBeLessThan(0.01);
      expect(Math.abs(to.longitude)).toBeLessThanOrEqual(180);
    }),
  );
});

test('the shorter turn is taken, right being positive', () => {
  expect(turnDegrees(350, 10)).toBe(20);
  expect(turnDegrees(10, 350)).toBe(-20);
});
