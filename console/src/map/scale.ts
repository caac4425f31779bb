const usualPx = 16;

/** How much larger than on a usual screen letters are: on a wall of 4K what is on the map grows with the rest. */
export function letterScale(): number {
  return Math.max(1, Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / usualPx);
}
