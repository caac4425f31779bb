import { between, type Random } from '../random.ts';

/** How long somebody who sits in the car goes on without a belt once it is switched on. */
export type Unbelted = { readonly driverSeconds: number; readonly passengerSeconds: number };

export const belted: Unbelted = { driverSeconds: 0, passengerSeconds: 0 };

/** Some buckle up only when the car reminds them. */
export function unbeltedAtFirst(hasPassenger: boolean, random: Random): Unbelted {
  const driverSeconds = random() < 0.3 ? between(random, [5, 75]) : 0;
  const passengerSeconds = hasPassenger && random() < 0.15 ? between(random, [5, 60]) : 0;
  return { driverSeconds, passengerSeconds };
}

/** The same `seconds` later. */
export function unbeltedAfter(before: Unbelted, seconds: number): Unbelted {
  if (before.driverSeconds === 0 && before.passengerSeconds === 0) return before;
  return {
    driverSeconds: Math.max(0, before.driverSeconds - seconds),
    passengerSeconds: Math.max(0, before.passengerSeconds - seconds),
  };
}
