/** Seconds from 1970 to 2000-01-01T00:00:00Z, where this generation's clock starts. */
const epoch2000S = 946_684_800;

/** Epoch milliseconds. */
export function millisecondsFrom2000(seconds: number): number {
  return (seconds + epoch2000S) * 1000;
}

/** Whole seconds since 2000, rounded down. */
export function secondsSince2000(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) - epoch2000S;
}
