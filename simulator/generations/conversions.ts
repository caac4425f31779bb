/** Rounded to what a sensor can mean. */
export function rounded(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}

/** Whole number within its bounds. */
export function wholeWithin(value: number, [low, high]: readonly [number, number]): number {
  return Math.round(Math.max(low, Math.min(high, value)));
}
