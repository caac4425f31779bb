import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accelerationMaxMps2, nextSpeedMps, stoppableMps } from './driving.ts';

const driver = { pace: 1, peakPowerW: 90_000, massKg: 1500 };
const ahead = { road: 'Motorway' as const, endM: 1e6, cornerM: Infinity, cornerMps: Infinity };

test('a vehicle that can stop in time does, within a metre, for any step up to a second', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 36, noNaN: true }),
      fc.double({ min: 0.1, max: 1, noNaN: true }),
      fc.double({ min: 1, max: 500, noNaN: true }),
      (start, seconds, spare) => {
        let speed = start;
        let left = start ** 2 / 3 + 2 * start + spare;
        for (let time = 0; time < 900 && (speed > 0.01 || left > 0.5); time += seconds) {
          const next = nextSpeedMps(speed, { ahead, halt: { inM: left, waitSeconds: 0 }, driver, seconds });
          expect(Math.abs(next - speed) / seconds).toBeLessThanOrEqual(accelerationMaxMps2 + 1e-9);
          left -= ((speed + next) / 2) * seconds;
          speed = next;
        }
        expect(Math.abs(left)).toBeLessThan(1);
      },
    ),
  );
});

test('where there is no way left the speed to stop from is 0', () => {
  expect(stoppableMps(0, 0, 1)).toBe(0);
  expect(stoppableMps(10, 2, 1)).toBe(0);
});

test('on a free motorway the limit is reached and kept', () => {
  let speed = 0;
  for (let second = 0; second < 120; second += 1) {
    speed = nextSpeedMps(speed, { ahead, halt: { inM: 1e6, waitSeconds: 0 }, driver, seconds: 1 });
  }
  expect(speed * 3.6).toBeCloseTo(125, 6);
});
