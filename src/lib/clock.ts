/** Where time comes from: handed in, so that rules can be tested at any hour. */
export type Clock = { now(): number };

export const systemClock: Clock = { now: Date.now };
