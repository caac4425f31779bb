import { expect, it } from 'vitest';
import { createLag, lagEveryMs } from './lag.ts';

it('is what was told last, or the silence of a thread that tells nothing any more', () => {
  let now = 0;
  const lag = createLag(() => now);
  lag.tell(0.02);
  now += 2 * lagEveryMs;
  expect(lag.read()).toBe(0.02);
  now += 60_000;
  expect(lag.read()).toBe((lagEveryMs + 60_000) / 1000);
  lag.tell(0.01);
  expect(lag.read()).toBe(0.01);
});
