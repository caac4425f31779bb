import { describe, expect, it } from 'vitest';
import { createPace } from './pace.ts';

/** The shares in which frames are drawn that take so long for all points, and `fixedMs` whatever the points. */
function sharesOf(pointsMs: number, { fixedMs = 0, frames = 100 } = {}) {
  const pace = createPace();
  let share = 1;
  const drawn = Array.from({ length: frames }, () => {
    share = pace.frame(fixedMs + pointsMs * share * share);
    return share;
  });
  return { pace, drawn, last: share };
}

describe('the pace of a map', () => {
  it('draws all points where there is time for them', () => {
    expect(new Set(sharesOf(33.4).drawn)).toEqual(new Set([1]));
  });

  it('draws fewer points where frames take too long, and no fewer than it takes', () => {
    expect(sharesOf(40).last).toBe(0.75);
    expect(sharesOf(100).last).toBe(0.5);
  });

  it('draws all points again where fewer do not help', () => {
    expect(sharesOf(2, { fixedMs: 60 }).last).toBe(1);
  });

  it('draws all points again when nothing moves, and begins anew', () => {
    const { pace, last } = sharesOf(100);
    expect(last).toBe(0.5);
    expect(pace.rest()).toBe(1);
    expect(pace.frame(100)).toBe(1);
  });

  it('takes no account of the time in which nobody looked', () => {
    const pace = createPace();
    const drawn = Array.from({ length: 50 }, (_, index) => pace.frame(index % 2 === 0 ? 60_000 : 20));
    expect(new Set(drawn)).toEqual(new Set([1]));
  });
});
