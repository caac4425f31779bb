/** Shares of the screen's points, in each direction, in which a map can be drawn. */
const shares = [1, 0.75, 0.5] as const;

/** Slower than about 29 frames in a second. Screens that show 30, to save power, are not slow. */
const slowMs = 34.5;
/** So many frames are looked at together. */
const framesSeen = 8;
/** Longer is no frame: nobody looked at the page. */
const frameMaxMs = 1000;
/** What fewer points have to bring, or it is not the points that take the time. */
const betterBy = 0.9;
/** Where they bring nothing, it is tried again after so many looks: something else may have kept the machine busy. */
const looksBetween = 30;

export type Pace = {
  /** Takes how long a frame took, milliseconds; gives the share to draw in from now on. */
  frame(tookMs: number): number;
  /** Nothing has moved for a while: what stands still is drawn in all points. */
  rest(): number;
};

/**
 * How finely to draw while things move. Where there is no graphics card, or a weak one for its screen, frames take as
 * long as there are points; then fewer are drawn, as long as that helps.
 */
export function createPace(): Pace {
  let level = 0;
  let count = 0;
  let sum = 0;
  /** Milliseconds of a frame in the level before, while the one now is on trial. */
  let before = Number.POSITIVE_INFINITY;
  let levelBefore = 0;
  /** Looks until fewer points are tried again. */
  let pause = 0;

  function look(mean: number): void {
    if (level > 0 && mean > before * betterBy) {
      level = levelBefore;
      pause = looksBetween;
      before = Number.POSITIVE_INFINITY;
    } else if (mean <= slowMs || level === shares.length - 1) {
      // What was better once is not asked again: from now on it may be the rest of the machine that is slow.
      before = Number.POSITIVE_INFINITY;
    } else if (pause > 0) pause -= 1;
    else {
      levelBefore = level;
      // At once as far as it takes: each change costs a frame or two.
      level = mean > slowMs * 2 ? shares.length - 1 : level + 1;
      before = mean;
    }
  }

  return {
    frame(tookMs) {
      if (tookMs <= frameMaxMs) {
        count += 1;
        sum += tookMs;
      }
      if (count === framesSeen) {
        look(sum / count);
        count = 0;
        sum = 0;
      }
      return shares[level] as number;
    },
    rest() {
      level = 0;
      count = 0;
      sum = 0;
      before = Number.POSITIVE_INFINITY;
      pause = 0;
      return 1;
    },
  };
}
