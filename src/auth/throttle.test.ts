import { describe, expect, it } from 'vitest';
import { addressKey, createThrottle, type Throttle, takeEach } from './throttle.ts';

describe('a throttle', () => {
  it('lets so many attempts through within its time, and says how long to wait', () => {
    let now = 0;
    const throttle = createThrottle({ attempts: 2, withinMs: 1000 }, { now: () => now });
    expect([throttle.take('a'), throttle.take('a'), throttle.take('a'), throttle.take('b')]).toEqual([
      0, 0, 1000, 0,
    ]);
    now = 400;
    expect(throttle.take('a')).toBe(600);
    now = 1000;
    expect(throttle.take('a')).toBe(0);
  });

  it('is asked in turn with others, and those after one that says to wait count nothing', () => {
    const [first, second] = [1, 1].map((attempts) =>
      createThrottle({ attempts, withinMs: 1000 }, { now: () => 0 }),
    ) as [Throttle, Throttle];
    expect(takeEach([first, 'a'], [second, 'x'])).toBe(0);
    expect(takeEach([first, 'a'], [second, 'y'])).toBe(1000);
    expect(second.take('y')).toBe(0);
  });

  it('gives one attempt back', () => {
    const throttle = createThrottle({ attempts: 2, withinMs: 1000 }, { now: () => 0 });
    expect([throttle.take('a'), throttle.take('a')]).toEqual([0, 0]);
    throttle.giveBack('a');
    expect([throttle.take('a'), throttle.take('a')]).toEqual([0, 1000]);
  });

  it('begins anew after a good end', () => {
    const throttle = createThrottle({ attempts: 1, withinMs: 1000 }, { now: () => 0 });
    throttle.take('a');
    throttle.forget('a');
    expect(throttle.take('a')).toBe(0);
  });
});

describe('addressKey', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s counts as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
