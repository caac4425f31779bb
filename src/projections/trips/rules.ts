/** The settings of trips, milliseconds (docs/trips.md). */
export type TripRules = {
  /** Standing still this long ends a trip of a vehicle that does not tell whether its engine is on. */
  quietMs: number;
  /** Without a report for this long a trip is over. */
  silenceMs: number;
  /** Without a report for this long while it moves, data is lacking. */
  gapMs: number;
};

/** What is shorter than both of these was no trip. */
export const leastMs = 30_000;
export const leastKm = 0.1;

/** Faster than this is moving, km/h. */
export const movingKmh = 1;

/** A position counts as another place from here on, km: nearer ones may be the same, badly measured. */
export const placeKm = 0.03;

/** A vehicle that says it stands is believed unless its position says otherwise by this much, km. */
export const standingKm = 0.2;

/** A way to another place slower than this is drift, km/h. */
export const driftKmh = 3;

/** A way that went unseen, km: less may be what a start takes until its first report. */
export const unseenKm = 0.5;

/** An average over less than this says nothing, km. */
export const averageKm = 0.5;
